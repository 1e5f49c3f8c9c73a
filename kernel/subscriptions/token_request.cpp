#include "kernel/subscriptions/token_request.h"

namespace sangam::subscriptions {

Peer::Peer(const http::Request& handshake)
    : remote_address(handshake.remote_address()),
      path(handshake.path()),
      host(handshake.header("host").value_or("")),
      secure(handshake.secure()),
      loop(handshake.loop()) {}

TokenRequest::TokenRequest(std::string_view token, const Peer& peer)
    : authorization_("Bearer " + std::string(token)),
      headers_{http::Header{"Host", peer.host}, http::Header{"Authorization", authorization_}},
      request_(parts(peer)) {
  trace_.begin({});
}

http::RequestParts TokenRequest::parts(const Peer& peer) noexcept {
  http::RequestParts parts;
  parts.target = parts.path = peer.path;
  parts.headers = headers_;
  parts.remote_address = peer.remote_address;
  parts.secure = peer.secure;
  parts.loop = &peer.loop;
  parts.trace = &trace_;
  return parts;
}

}  // namespace sangam::subscriptions
