#include <algorithm>

#include "engines/expression/token.h"
#include "engines/expression/utf8.h"

namespace sangam::expression {

namespace {

using Wrong = std::unexpected<std::string>;

// The character that a one-letter escape stands for; 0 for none.
char simple_escape(char letter) {
  switch (letter) {
    case 'a':
      return '\a';
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case 'v':
      return '\v';
    case '\\':
    case '\'':
    case '"':
    case '`':
    case '?':
      return letter;
    default:
      return 0;
  }
}

int digit_value(char c, int base) {
  int value = -1;
  if (c >= '0' && c <= '9') value = c - '0';
  else if (c >= 'a' && c <= 'f') value = c - 'a' + 10;
  else if (c >= 'A' && c <= 'F') value = c - 'A' + 10;
  return value < base ? value : -1;
}

struct Numeric {
  std::size_t digits = 0;
  int base = 16;
  bool octet = false;  // of bytes: one byte, not a character
};

// How a numeric escape that begins with `letter` goes on.
Numeric numeric_escape(char letter) {
  switch (letter) {
    case 'x':
    case 'X':
      return {2, 16, true};
    case 'u':
      return {4, 16, false};
    case 'U':
      return {8, 16, false};
    case '0':
    case '1':
    case '2':
    case '3':
      return {3, 8, true};
    default:
      return {};
  }
}

}  // namespace

std::expected<std::string, std::string> unescape(std::string_view text, bool raw, bool bytes) {
  if (raw) return std::string(text);
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      out += text[i];
      continue;
    }
    if (++i == text.size()) return Wrong("A backslash ends the text.");
    if (const char simple = simple_escape(text[i])) {
      out += simple;
      continue;
    }
    const auto [digits, base, octet] = numeric_escape(text[i]);
    if (digits == 0) return Wrong(std::string("There is no escape \\") + text[i] + ".");
    if (!octet && bytes) return Wrong("Bytes have no \\u and \\U.");
    if (base == 16) ++i;
    std::uint32_t code = 0;
    for (std::size_t n = 0; n < digits; ++n) {
      const int value = i + n < text.size() ? digit_value(text[i + n], base) : -1;
      if (value < 0) return Wrong("An escape is cut short.");
      code = code * static_cast<std::uint32_t>(base) + static_cast<std::uint32_t>(value);
    }
    i += digits - 1;
    if (octet && bytes) out += static_cast<char>(code);
    else if (!append_utf8(out, code)) return Wrong("An escape is no character of Unicode.");
  }
  return out;
}

}  // namespace sangam::expression
