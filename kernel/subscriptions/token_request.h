#pragma once

// A credential that came in a message, as a request that authenticators and gates read: the same
// keys and tokens hold as in an Authorization field, and the same rules, as if the handshake had
// brought it. Tokens that must be proven with each request (RFC 9449) do not, because a message
// carries no proof.

#include <array>
#include <string>
#include <string_view>

#include "kernel/http/request.h"
#include "kernel/telemetry/trace.h"

namespace sangam::subscriptions {

// Where a connection comes from and what it was opened at.
struct Peer {
  explicit Peer(const http::Request& handshake);

  std::string remote_address;
  std::string path;
  std::string host;  // the Host field
  bool secure;
  runtime::EventLoop& loop;
};

// Lives while it is judged; `peer` outlives it.
class TokenRequest {
 public:
  TokenRequest(std::string_view token, const Peer& peer);
  TokenRequest(const TokenRequest&) = delete;
  TokenRequest& operator=(const TokenRequest&) = delete;

  http::Request& request() noexcept { return request_; }

 private:
  http::RequestParts parts(const Peer& peer) noexcept;

  const std::string authorization_;
  const std::array<http::Header, 2> headers_;
  telemetry::Trace trace_;
  http::Request request_;
};

}  // namespace sangam::subscriptions
