#pragma once

// Why a WebSocket ends (RFC 6455 §7.4 and the registry of §11.7).

#include <cstdint>

namespace sangam::http::websocket {

// 3000 to 3999 are registered by libraries, 4000 to 4999 are an application's own: such a code is a
// CloseCode by a cast.
enum class CloseCode : std::uint16_t {
  normal = 1000,
  going_away = 1001,        // the server stops, or the page is left
  protocol_error = 1002,    // a frame breaks RFC 6455
  unsupported_data = 1003,  // of a kind that is not taken here, as binary where text is asked for
  no_code = 1005,           // a close frame without a code; never sent
  no_close = 1006,          // the connection ended without a close frame; never sent
  invalid_payload = 1007,   // a text that is not UTF-8
  policy_violation = 1008,
  message_too_big = 1009,
  internal_error = 1011,
  try_again_later = 1013,  // overloaded, or the client reads too slowly: come back later
};

// Whether a close frame may carry the number (RFC 6455 §7.4.1 and §7.4.2).
constexpr bool may_be_sent(std::uint16_t code) noexcept {
  return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) ||
         (code >= 3000 && code <= 4999);
}

}  // namespace sangam::http::websocket
