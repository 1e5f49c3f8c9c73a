#include "kernel/http/websocket/frame.h"

#include "base/assert.h"

namespace sangam::http::websocket {

namespace {

constexpr std::size_t kShort = 2;         // head of a payload of up to 125 bytes
constexpr std::size_t kMedium = 4;        // of up to 65535
constexpr std::size_t kLong = 10;         // of more
constexpr std::size_t kMediumMark = 126;  // instead of a length: two bytes follow
constexpr std::size_t kLongMark = 127;    // eight bytes follow

void append_big_endian(std::string& out, std::uint64_t value, int bytes) {
  for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8)
    out += static_cast<char>(value >> shift & 0xFF);
}

std::uint64_t read_big_endian(std::string_view bytes) noexcept {
  std::uint64_t value = 0;
  for (const char byte : bytes)
    value = value << 8 | static_cast<unsigned char>(byte);
  return value;
}

}  // namespace

void append_frame(std::string& out, Opcode opcode, std::string_view payload) {
  SANGAM_ASSERT(opcode != Opcode::continuation);
  SANGAM_ASSERT(!is_control(opcode) || payload.size() <= kControlPayloadMost);
  out += static_cast<char>(0x80U | static_cast<unsigned>(opcode));
  if (payload.size() < kMediumMark) {
    out += static_cast<char>(payload.size());
  } else if (payload.size() <= UINT16_MAX) {
    out += static_cast<char>(kMediumMark);
    append_big_endian(out, payload.size(), 2);
  } else {
    out += static_cast<char>(kLongMark);
    append_big_endian(out, payload.size(), 8);
  }
  out += payload;
}

void append_close(std::string& out, CloseCode code, std::string_view reason) {
  if (code == CloseCode::no_code) {
    SANGAM_ASSERT(reason.empty());
    return append_frame(out, Opcode::close, {});
  }
  const auto number = static_cast<std::uint16_t>(code);
  SANGAM_ASSERT(may_be_sent(number) && reason.size() <= kReasonMost);
  std::string payload;
  append_big_endian(payload, number, 2);
  payload += reason;
  append_frame(out, Opcode::close, payload);
}

std::size_t frame_length(std::string_view frames) noexcept {
  SANGAM_ASSERT(frames.size() >= kShort);
  const auto mark = static_cast<unsigned char>(frames[1]);
  if (mark < kMediumMark) return kShort + mark;
  const std::size_t head = mark == kMediumMark ? kMedium : kLong;
  return head + static_cast<std::size_t>(read_big_endian(frames.substr(2, head - 2)));
}

}  // namespace sangam::http::websocket
