#include "kernel/mail/encoded_word.h"

#include <algorithm>

#include "base/base64.h"

namespace sangam::mail {

namespace {

constexpr std::string_view kOpen = "=?UTF-8?B?";
constexpr std::string_view kClose = "?=";
// A line with an encoded word has 76 characters at most: 12 for the word's frame, 48 of base64, the
// rest for the field's name before the first one.
constexpr std::size_t kBytesAWord = 36;
constexpr std::size_t kPlainMost = 60;

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) == 0x80; }

// As many bytes as fit a word without cutting a character.
std::size_t word_length(std::string_view text) {
  if (text.size() <= kBytesAWord) return text.size();
  std::size_t length = kBytesAWord;
  while (length > kBytesAWord - 4 && continues(text[length]))
    --length;
  return continues(text[length]) ? kBytesAWord : length;
}

}  // namespace

bool may_stand_plain(std::string_view text) noexcept {
  return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7f; }) &&
         !text.contains("=?");
}

std::string encode_words(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto length = word_length(text);
    if (!out.empty()) out += "\r\n ";
    out += kOpen;
    out += to_base64(text.substr(0, length));
    out += kClose;
    text.remove_prefix(length);
  }
  return out;
}

std::string encode_unstructured(std::string_view text) {
  return text.size() <= kPlainMost && may_stand_plain(text) ? std::string(text)
                                                            : encode_words(text);
}

}  // namespace sangam::mail
