#pragma once

// Whether a text that comes in pieces is UTF-8 (RFC 3629 §4). Wrong is told at the first byte that
// no text could have there, so that a long message is refused when it goes wrong and not at its
// end.

#include <cstdint>
#include <string_view>

namespace sangam::http::websocket {

// A value of three bytes. Pieces may be cut anywhere, inside of a character too.
class Utf8Validator {
 public:
  // False at a wrong byte; nothing may follow then but reset(). O(bytes).
  bool feed(std::string_view bytes) noexcept;
  // Whether the text may end here: not inside of a character.
  bool complete() const noexcept { return missing_ == 0; }
  void reset() noexcept { *this = Utf8Validator(); }

 private:
  bool begin(unsigned char byte) noexcept;

  std::uint8_t missing_ = 0;    // bytes of the character under way
  std::uint8_t lowest_ = 0x80;  // that the next of them may be
  std::uint8_t highest_ = 0xBF;
};

}  // namespace sangam::http::websocket
