#include "engines/messages/bic.h"

#include <algorithm>

namespace sangam::engines::messages {

namespace {

bool is_letter(char c) noexcept { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

}  // namespace

bool is_bic(std::string_view text) noexcept {
  if (text.size() != 8 && text.size() != 11) return false;
  if (!std::ranges::all_of(text.substr(0, 6), is_letter)) return false;
  if (!std::ranges::all_of(text, [](char c) { return is_letter(c) || is_digit(c); })) return false;
  return text[6] != '0' && text[6] != '1' && text[7] != 'O';
}

}  // namespace sangam::engines::messages
