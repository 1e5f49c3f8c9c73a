#pragma once

// One HTTP request as a handler sees it. Light: neither Asio nor Beast.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/task.h"
#include "kernel/http/transport.h"
#include "kernel/runtime/deadline.h"
#include "kernel/runtime/event_loop.h"
#include "kernel/telemetry/trace.h"

namespace sangam::http {

// Methods of RFC 9110 §9 and RFC 5789. `other` is any token besides: the server answers it with
// 501, so handlers do not meet it.
enum class Method : std::uint8_t { get, head, post, put, patch, remove, options, other };

// "GET" … ; empty for Method::other. Names are case-sensitive (RFC 9110 §9.1).
std::string_view name(Method method) noexcept;
Method parse_method(std::string_view text) noexcept;

// One field line. Views into the connection's buffer, alive as long as the request.
struct Header {
  std::string_view name;   // as sent; compare without regard to case
  std::string_view value;  // without leading and trailing blanks; no control characters but tab
};

// One `name=value` of a query, percent-decoded, `+` read as a blank.
struct QueryParameter {
  std::string name;
  std::string value;
};

// Where a request's body comes from: the connection, or a string in tests.
class BodySource {
 public:
  virtual ~BodySource() = default;
  // The next piece, never empty; alive until the next call. Nothing at the end of the body. Throws
  // Error (malformed framing, too slow, connection lost) or Error{Code::too_large} past the limit.
  virtual Task<std::optional<std::string_view>> next() = 0;
  // Replaces the limit on the whole body in bytes; before the first next().
  virtual void set_limit(std::uint64_t bytes) = 0;
  // Told when the handler moved the request's deadline.
  virtual void deadline_changed(runtime::Deadline /*deadline*/) {}
};

// Sees a body while it is read: whether it is the one that a digest is of.
class BodyWatch {
 public:
  virtual ~BodyWatch() = default;
  virtual void piece(std::string_view bytes) = 0;
  // At the end of the body. Throws Error: the reader then gets that in place of the end.
  virtual void end() = 0;
};

// What a request is built of; the server fills it, tests may.
struct RequestParts {
  Method method = Method::get;
  std::string_view method_text = "GET";
  std::string_view target;  // origin form, as sent: path and query
  std::string_view path;    // percent-decoded, without dot segments, starts with '/', valid UTF-8
  std::string_view query;   // as sent, without '?'
  std::span<const Header> headers;
  std::string_view remote_address;                    // "192.0.2.1" or "2001:db8::1", without port
  bool secure = false;                                // whether the transport is encrypted
  const PeerCertificate* peer_certificate = nullptr;  // the client's, verified; null without one
  std::optional<std::uint64_t> content_length;
  bool may_upgrade = false;  // asked for with HTTP/1.1, by which both may leave HTTP
  bool has_body = false;     // announced by Content-Length above zero or by chunked coding
  runtime::Deadline deadline = runtime::Deadline::never();
  runtime::EventLoop* loop = nullptr;
  BodySource* body = nullptr;
  telemetry::Trace* trace = nullptr;
};

// Lives until its handler's task ends. Belongs to the loop of its connection. Everything it returns
// views memory of the connection, alive as long as the request.
class Request {
 public:
  explicit Request(const RequestParts& parts) noexcept : parts_(parts) {}
  Request(const Request&) = delete;
  Request& operator=(const Request&) = delete;

  Method method() const noexcept { return parts_.method; }
  std::string_view method_text() const noexcept { return parts_.method_text; }
  std::string_view target() const noexcept { return parts_.target; }
  std::string_view path() const noexcept { return parts_.path; }
  std::string_view query() const noexcept { return parts_.query; }
  std::span<const Header> headers() const noexcept { return parts_.headers; }
  std::string_view remote_address() const noexcept { return parts_.remote_address; }
  bool secure() const noexcept { return parts_.secure; }
  const PeerCertificate* peer_certificate() const noexcept { return parts_.peer_certificate; }
  // Whether an Upgrade may be answered: HTTP/1.0 knows none (RFC 9110 §7.8).
  bool may_upgrade() const noexcept { return parts_.may_upgrade; }
  bool has_body() const noexcept { return parts_.has_body; }
  std::optional<std::uint64_t> content_length() const noexcept { return parts_.content_length; }

  // The first field of that name, without regard to case. O(fields).
  std::optional<std::string_view> header(std::string_view name) const noexcept;
  // How often the field was sent.
  std::size_t header_count(std::string_view name) const noexcept;

  // The first query parameter of that name, decoded. Throws Error{Code::malformed} on a broken
  // escape or text that is not UTF-8.
  std::optional<std::string> query_value(std::string_view name) const;
  // All of them in order; throws the same.
  std::vector<QueryParameter> query_parameters() const;

  // Until when the reply is worth making; the caller gets 504 then, whatever the handler still
  // does. Bound every wait by it.
  runtime::Deadline deadline() const noexcept { return parts_.deadline; }
  // Replaces the server's default deadline by the operation's own.
  void set_deadline(runtime::Deadline deadline);
  // What is recorded of this request: its ids, its spans. Never null for a request of a server.
  telemetry::Trace* trace() const noexcept { return parts_.trace; }
  // The loop this request is served on.
  runtime::EventLoop& loop() const noexcept { return *parts_.loop; }

  // The whole body, at most `limit` bytes: Error{Code::too_large} above. Throws as
  // BodySource::next(). Once a request; what a handler does not read, the server skips, or it
  // closes the connection.
  Task<std::string> read_body(std::uint64_t limit);
  // The next piece of the body for those who stream; nothing at its end. The default limit on the
  // whole body holds unless set_body_limit() was called before the first piece.
  Task<std::optional<std::string_view>> next_chunk();
  void set_body_limit(std::uint64_t bytes);
  // Before the body is read, and once: by who finds out whom the request is of, which is why it is
  // const. What nobody reads is not watched either. Throws Error{internal} when reading has begun.
  void watch_body(std::unique_ptr<BodyWatch> watch) const;
  // Who really asked, as a proxy tells that is trusted: `address` without port, and whether their
  // connection to it was encrypted.
  void set_client(std::string address, bool secure);
  // Where the body comes from now, and from where it came; null without a body. For who reads a
  // body before its handler does, or bounds it.
  BodySource* body_source() noexcept { return parts_.has_body ? parts_.body : nullptr; }
  void replace_body(std::unique_ptr<BodySource> source);
  // The body as it came, for whoever decodes it and puts the result in its place: a watch is told
  // of this one then, as what clients sign is what they send. How long the result is, nobody knows.
  BodySource& coded_body();

 private:
  class CodedBody;

  Task<std::optional<std::string_view>> next_piece();
  Task<std::optional<std::string_view>> next_watched(BodySource& source);

  RequestParts parts_;
  mutable std::unique_ptr<BodyWatch> watch_;
  bool body_begun_ = false;
  bool watched_as_coded_ = false;
  std::string client_address_;
  std::vector<std::unique_ptr<BodySource>> replaced_;  // each may read from the one before
};

}  // namespace sangam::http
