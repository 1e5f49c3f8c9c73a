#include "engines/expression/utf8.h"

namespace sangam::expression {

namespace {

// The character at the front and its length; a length of 0 for none.
struct Character {
  std::uint32_t code = 0;
  std::size_t length = 0;
};

Character first_character(std::string_view text) noexcept {
  const auto lead = static_cast<std::uint8_t>(text.front());
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || text.size() < length) return {};
  std::uint32_t code = lead & (0x7fU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const auto next = static_cast<std::uint8_t>(text[i]);
    if ((next & 0xc0) != 0x80) return {};
    code = code << 6 | (next & 0x3f);
  }
  constexpr std::uint32_t kShortest[] = {0, 0, 0x80, 0x800, 0x10000};
  if (code < kShortest[length] || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return {};
  return {code, length};
}

}  // namespace

bool append_utf8(std::string& out, std::uint32_t code) {
  if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return false;
  const auto part = [&](int shift) { return static_cast<char>(0x80 | (code >> shift & 0x3f)); };
  if (code < 0x80) return out += static_cast<char>(code), true;
  if (code < 0x800) return (out += static_cast<char>(0xc0 | code >> 6)) += part(0), true;
  if (code < 0x10000)
    return ((out += static_cast<char>(0xe0 | code >> 12)) += part(6)) += part(0), true;
  (((out += static_cast<char>(0xf0 | code >> 18)) += part(12)) += part(6)) += part(0);
  return true;
}

bool is_utf8(std::string_view text) noexcept {
  while (!text.empty()) {
    const auto [code, length] = first_character(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::size_t count_characters(std::string_view text) noexcept {
  std::size_t count = 0;
  for (const char c : text)
    count += (static_cast<std::uint8_t>(c) & 0xc0) != 0x80;
  return count;
}

std::vector<std::uint32_t> characters_of(std::string_view text) {
  std::vector<std::uint32_t> characters;
  while (!text.empty()) {
    const auto [code, length] = first_character(text);
    if (length == 0) break;
    characters.push_back(code);
    text.remove_prefix(length);
  }
  return characters;
}

}  // namespace sangam::expression
