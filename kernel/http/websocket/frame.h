#pragma once

// Frames of a WebSocket (RFC 6455 §5.2), as a server sends them: whole messages, one frame each,
// without mask and without extensions.

#include <cstdint>
#include <string>
#include <string_view>

#include "kernel/http/websocket/close_code.h"

namespace sangam::http::websocket {

enum class Opcode : std::uint8_t {
  continuation = 0,
  text = 1,
  binary = 2,
  close = 8,
  ping = 9,
  pong = 10,
};

constexpr bool is_control(Opcode opcode) noexcept {
  return static_cast<std::uint8_t>(opcode) >= static_cast<std::uint8_t>(Opcode::close);
}

// What the payload of a control frame may have at most (§5.5).
inline constexpr std::size_t kControlPayloadMost = 125;
// Of the reason in a close frame, behind its code.
inline constexpr std::size_t kReasonMost = kControlPayloadMost - 2;

// Appends one frame that is a whole message or a control frame: asserts that the payload of the
// latter is short enough. A text must be UTF-8. O(bytes).
void append_frame(std::string& out, Opcode opcode, std::string_view payload);

// Appends a close frame. `code` may_be_sent(), `reason` is UTF-8 of kReasonMost bytes at most: both
// asserted. no_code makes an empty frame.
void append_close(std::string& out, CloseCode code, std::string_view reason);

// The whole length of the frame that begins `frames`, which append_frame() wrote.
std::size_t frame_length(std::string_view frames) noexcept;

}  // namespace sangam::http::websocket
