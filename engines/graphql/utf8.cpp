#include "engines/graphql/utf8.h"

#include <algorithm>

namespace sangam::graphql {

namespace {

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// How many bytes a character has that begins so; zero when none does.
std::size_t length_of(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first < 0xE0) return 2;
  if (first >= 0xE0 && first < 0xF0) return 3;
  return first >= 0xF0 && first < 0xF5 ? 4 : 0;
}

// The second byte keeps out overlong forms, surrogates and what is beyond U+10FFFF.
bool second_fits(unsigned char first, unsigned char second) {
  switch (first) {
    case 0xE0:
      return second >= 0xA0;
    case 0xED:
      return second < 0xA0;
    case 0xF0:
      return second >= 0x90;
    case 0xF4:
      return second < 0x90;
    default:
      return true;
  }
}

}  // namespace

std::size_t valid_utf8(std::string_view text) noexcept {
  std::size_t at = 0;
  while (at < text.size()) {
    const auto first = static_cast<unsigned char>(text[at]);
    const auto length = length_of(first);
    if (length == 0 || length > text.size() - at) return at;
    if (!std::ranges::all_of(text.substr(at + 1, length - 1), continues)) return at;
    if (length > 1 && !second_fits(first, static_cast<unsigned char>(text[at + 1]))) return at;
    at += length;
  }
  return at;
}

bool append_utf8(std::string& out, std::uint32_t code) {
  if (code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return false;
  const auto low = [&](int shift) { return static_cast<char>(0x80 | ((code >> shift) & 0x3F)); };
  if (code < 0x80) out += static_cast<char>(code);
  else if (code < 0x800) (out += static_cast<char>(0xC0 | (code >> 6))) += low(0);
  else if (code < 0x10000) ((out += static_cast<char>(0xE0 | (code >> 12))) += low(6)) += low(0);
  else (((out += static_cast<char>(0xF0 | (code >> 18))) += low(12)) += low(6)) += low(0);
  return true;
}

std::size_t count_characters(std::string_view text) noexcept {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return !continues(c); }));
}

std::string_view first_character(std::string_view text) noexcept {
  std::size_t length = 1;
  while (length < text.size() && continues(text[length]))
    ++length;
  return text.substr(0, length);
}

}  // namespace sangam::graphql
