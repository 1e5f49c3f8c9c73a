#pragma once

// What is asked of another server and what came of it.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.h"
#include "kernel/runtime/deadline.h"

namespace sangam::http::client {

using std::chrono::milliseconds;

enum class Method : std::uint8_t { get, head, post, put, patch, remove };

// "GET", …, "DELETE".
std::string_view token(Method method) noexcept;
// Whether asking twice is asking once (RFC 9110 §9.2.2).
bool idempotent(Method method) noexcept;

struct HeaderField {
  std::string name;
  std::string value;  // without CR, LF and NUL: asserted
};

// What becomes of a body that is longer than `body_limit`.
enum class LongBody : std::uint8_t {
  fail,  // Failure::too_large
  cut,   // the reply stands with what came so far; the connection is closed
};

struct Request {
  Method method = Method::get;
  std::string url;
  std::vector<HeaderField> headers;
  std::string body;

  runtime::Deadline deadline = runtime::Deadline::never();  // of everything, retries included
  milliseconds connect_limit{5'000};                        // name, TCP and TLS, of one try
  milliseconds first_byte_limit{20'000};  // from the begin of a try to the reply's status line
  std::size_t body_limit = 1024 * 1024;   // of the reply
  LongBody long_body = LongBody::fail;

  int tries = 1;            // at most; more only for what may be repeated
  bool repeatable = false;  // harmless to repeat though the method does not say so
};

// Why there is no reply. Stable: metrics and attempt logs show the names.
enum class Failure : std::uint8_t {
  bad_url,
  address_refused,  // the AddressPolicy says no
  name_unknown,     // the host's name has no address
  connect_failed,   // refused, unreachable
  connect_timeout,
  tls_failed,  // handshake, or the certificate is not to be trusted
  first_byte_timeout,
  deadline_exceeded,
  connection_lost,  // closed or reset before the reply was complete
  bad_reply,        // not HTTP
  too_large,        // head or body of the reply
  circuit_open,     // the origin failed too often lately: not even tried
  busy,             // too much is under way here
  cancelled,        // the client was stopped
};
SANGAM_ENUM(Failure, bad_url, address_refused, name_unknown, connect_failed, connect_timeout,
            tls_failed, first_byte_timeout, deadline_exceeded, connection_lost, bad_reply,
            too_large, circuit_open, busy, cancelled)

struct Reply {
  std::optional<Failure> failure;  // empty: `status` says how it went
  std::string reason;              // of a failure, for people; names no address of ours
  int status = 0;                  // 100..999; 0 without a reply
  std::vector<HeaderField> headers;
  std::string body;
  bool body_cut = false;
  std::optional<std::chrono::seconds> retry_after;  // what the reply asked for
  int tries = 0;
  std::chrono::nanoseconds duration{0};  // of the last try

  bool succeeded() const noexcept { return !failure && status >= 200 && status < 300; }
  // The first of that name, without regard to case.
  std::optional<std::string_view> header(std::string_view name) const noexcept;
};

}  // namespace sangam::http::client
