#pragma once

// A credential that came in a message, as a request that authenticators read: the same keys and
// tokens hold as in an Authorization field. Tokens that must be proven with each request (RFC 9449)
// do not, because a message carries no proof.

#include <array>
#include <string>
#include <string_view>

#include "kernel/http/request.h"
#include "kernel/telemetry/trace.h"

namespace sangam::subscriptions {

// Where a connection comes from; views outlive the request.
struct Peer {
  std::string remote_address;
  bool secure = false;
  runtime::EventLoop* loop = nullptr;
};

// Lives while it is judged.
class TokenRequest {
 public:
  TokenRequest(std::string_view token, const Peer& peer)
      : authorization_("Bearer " + std::string(token)),
        headers_{http::Header{"Authorization", authorization_}},
        request_(parts(peer)) {
    trace_.begin({});
  }
  TokenRequest(const TokenRequest&) = delete;
  TokenRequest& operator=(const TokenRequest&) = delete;

  const http::Request& request() const noexcept { return request_; }

 private:
  http::RequestParts parts(const Peer& peer) noexcept {
    http::RequestParts parts;
    parts.target = parts.path = "/ws";
    parts.headers = headers_;
    parts.remote_address = peer.remote_address;
    parts.secure = peer.secure;
    parts.loop = peer.loop;
    parts.trace = &trace_;
    return parts;
  }

  const std::string authorization_;
  const std::array<http::Header, 1> headers_;
  telemetry::Trace trace_;
  http::Request request_;
};

}  // namespace sangam::subscriptions
