#pragma once

// The characters that structured fields are made of (RFC 9651 §3).

#include <string_view>

namespace sangam::structured_fields {

constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
constexpr bool is_lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
constexpr bool is_letter(char c) noexcept { return is_lower(c) || (c >= 'A' && c <= 'Z'); }
constexpr bool is_visible_or_blank(char c) noexcept { return c >= 0x20 && c <= 0x7e; }

constexpr bool begins_key(char c) noexcept { return is_lower(c) || c == '*'; }
constexpr bool continues_key(char c) noexcept {
  return is_lower(c) || is_digit(c) || std::string_view("_-.*").contains(c);
}

constexpr bool begins_token(char c) noexcept { return is_letter(c) || c == '*'; }
constexpr bool continues_token(char c) noexcept {
  return is_letter(c) || is_digit(c) || std::string_view("!#$%&'*+-.^_`|~:/").contains(c);
}

}  // namespace sangam::structured_fields
