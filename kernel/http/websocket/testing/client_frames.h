#pragma once

// Frames as a client sends them, right and wrong, for tests, fuzzers and benches.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "kernel/http/websocket/frame.h"

namespace sangam::http::websocket::testing {

// How a frame is written; what is not said is as RFC 6455 wants it.
struct ClientFrame {
  Opcode opcode = Opcode::text;
  std::string_view payload = {};
  bool final = true;
  unsigned extensions = 0;  // the three bits, as a number
  bool masked = true;
  int length_bytes = 0;  // 2 or 8: written so though a shorter way would do
  std::array<unsigned char, 4> mask = {0x37, 0xFA, 0x21, 0x3D};
};

inline void append_length(std::string& out, std::uint64_t length, int bytes) {
  for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8)
    out += static_cast<char>(length >> shift & 0xFF);
}

inline std::string client_frame(const ClientFrame& frame) {
  const std::size_t size = frame.payload.size();
  const int bytes = frame.length_bytes != 0 ? frame.length_bytes
                    : size <= 125           ? 0
                    : size <= UINT16_MAX    ? 2
                                            : 8;
  std::string out;
  out += static_cast<char>((frame.final ? 0x80U : 0U) | frame.extensions << 4U |
                           static_cast<unsigned>(frame.opcode));
  const std::size_t mark = bytes == 0 ? size : bytes == 2 ? 126 : 127;
  out += static_cast<char>((frame.masked ? 0x80U : 0U) | mark);
  append_length(out, size, bytes);
  if (!frame.masked) return out.append(frame.payload);
  for (const unsigned char byte : frame.mask)
    out += static_cast<char>(byte);
  for (std::size_t i = 0; i < size; ++i)
    out += static_cast<char>(static_cast<unsigned char>(frame.payload[i]) ^ frame.mask[i % 4]);
  return out;
}

inline std::string client_frame(Opcode opcode, std::string_view payload, bool final = true) {
  return client_frame({.opcode = opcode, .payload = payload, .final = final});
}

// The payload of a close frame.
inline std::string close_payload(std::uint16_t code, std::string_view reason = {}) {
  std::string payload;
  append_length(payload, code, 2);
  return payload.append(reason);
}

}  // namespace sangam::http::websocket::testing
