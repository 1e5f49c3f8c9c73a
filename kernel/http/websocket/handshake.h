#pragma once

// The handshake of a WebSocket (RFC 6455 §4): an HTTP/1.1 request that asks for it, and the answer
// that both go on with.

#include <expected>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "kernel/http/request.h"
#include "kernel/http/response.h"

namespace sangam::http::websocket {

// What is let in.
struct HandshakeRules {
  // Subprotocols that are spoken, the preferred first. A client that names none, or none of these,
  // is answered without one, and decides itself whether it goes on (§4.1).
  std::span<const std::string_view> protocols;
  // Whether a page of that origin may ask. Browsers send one always and other programs none, and a
  // browser's cookies come along whatever page asks. Null lets every origin in.
  bool (*allows_origin)(const Request& request, std::string_view origin) = nullptr;
};

// A request that was found right.
struct Handshake {
  std::string accept;         // Sec-WebSocket-Accept
  std::string_view protocol;  // one of the rules'; empty: none
};

// The handshake, or the refusal to send: 405 unless it is a GET, 426 when it asks for no WebSocket
// or another version than 13, 400 for a body, and for a key that is not 16 bytes as base64, 403 for
// an origin that is not let in. Extensions that the client proposes are declined. O(fields).
std::expected<Handshake, Response> check_handshake(const Request& request,
                                                   const HandshakeRules& rules);

// The answer to it. `upgrade` is what goes on then.
Response switch_protocols(const Handshake& handshake, std::unique_ptr<Upgrade> upgrade);

// Sec-WebSocket-Accept for a Sec-WebSocket-Key (§4.2.2).
std::string accept_of(std::string_view key);

}  // namespace sangam::http::websocket
