#include "kernel/http/websocket/utf8_validator.h"

#include <cstring>

namespace sangam::http::websocket {

namespace {

// How many bytes at the beginning are ASCII, looked at eight at a time.
std::size_t ascii_length(std::string_view bytes) noexcept {
  std::size_t at = 0;
  for (; bytes.size() - at >= sizeof(std::uint64_t); at += sizeof(std::uint64_t)) {
    std::uint64_t eight;
    std::memcpy(&eight, bytes.data() + at, sizeof eight);
    if ((eight & 0x8080'8080'8080'8080U) != 0) return at;
  }
  return at;
}

}  // namespace

bool Utf8Validator::feed(std::string_view bytes) noexcept {
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    if (missing_ == 0) {
      at += ascii_length(bytes.substr(at));
      if (at == bytes.size()) return true;
      if (!begin(static_cast<unsigned char>(bytes[at]))) return false;
      continue;
    }
    const auto byte = static_cast<unsigned char>(bytes[at]);
    if (byte < lowest_ || byte > highest_) return false;
    lowest_ = 0x80;
    highest_ = 0xBF;
    --missing_;
  }
  return true;
}

// The first byte of a character. The bounds of the second leave out texts longer than they need be,
// surrogates, and what lies above U+10FFFF.
bool Utf8Validator::begin(unsigned char byte) noexcept {
  if (byte < 0x80) return true;
  if (byte < 0xC2 || byte > 0xF4) return false;
  missing_ = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
  if (byte == 0xE0) lowest_ = 0xA0;
  if (byte == 0xED) highest_ = 0x9F;
  if (byte == 0xF0) lowest_ = 0x90;
  if (byte == 0xF4) highest_ = 0x8F;
  return true;
}

}  // namespace sangam::http::websocket
