#include "base/uuid.h"

#include <algorithm>

namespace sangam {

namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr std::string_view kBase32Digits = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t kBase32Length = 26;
constexpr std::size_t kHexLength = 36;

// What each character is worth as a digit, in small letters or capitals; -1: it is none.
using DigitValues = std::array<std::int8_t, 256>;

constexpr DigitValues values_of(std::string_view digits) {
  DigitValues values{};
  values.fill(-1);
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const auto digit = static_cast<unsigned char>(digits[i]);
    values[digit] = static_cast<std::int8_t>(i);
    if (digit >= 'a') values[digit - 'a' + 'A'] = static_cast<std::int8_t>(i);
  }
  return values;
}

constexpr DigitValues kHexValues = values_of(kHexDigits);
constexpr DigitValues kBase32Values = values_of(kBase32Digits);

int digit_value(const DigitValues& values, char c) { return values[static_cast<unsigned char>(c)]; }

bool is_hyphen_place(std::size_t i) { return i == 8 || i == 13 || i == 18 || i == 23; }

}  // namespace

bool Uuid::is_max() const noexcept {
  return std::ranges::all_of(bytes, [](std::uint8_t byte) { return byte == 0xff; });
}

Uuid make_uuid_v7(std::int64_t unix_ms, const std::array<std::uint8_t, 10>& random) {
  Uuid id;
  for (int i = 0; i < 6; ++i)
    id.bytes[i] = static_cast<std::uint8_t>(unix_ms >> (40 - 8 * i));
  std::ranges::copy(random, id.bytes.begin() + 6);
  id.bytes[6] = static_cast<std::uint8_t>(0x70 | (id.bytes[6] & 0x0f));
  id.bytes[8] = static_cast<std::uint8_t>(0x80 | (id.bytes[8] & 0x3f));
  return id;
}

std::int64_t uuid_time_ms(const Uuid& id) noexcept {
  std::int64_t ms = 0;
  for (int i = 0; i < 6; ++i)
    ms = ms << 8 | id.bytes[i];
  return ms;
}

void append_hex(const Uuid& id, std::string& out) {
  std::array<char, kHexLength> text;
  std::size_t length = 0;
  for (const auto byte : id.bytes) {
    if (is_hyphen_place(length)) text[length++] = '-';
    text[length++] = kHexDigits[byte >> 4];
    text[length++] = kHexDigits[byte & 15];
  }
  out.append(text.data(), text.size());
}

std::string to_hex(const Uuid& id) {
  std::string text;
  append_hex(id, text);
  return text;
}

std::optional<Uuid> uuid_from_hex(std::string_view text) noexcept {
  if (text.size() != kHexLength) return std::nullopt;
  Uuid id;
  int wrong = 0;  // below zero once a digit was none
  std::size_t at = 0;
  for (auto& byte : id.bytes) {
    if (is_hyphen_place(at) && text[at++] != '-') return std::nullopt;
    const int high = digit_value(kHexValues, text[at]);
    const int low = digit_value(kHexValues, text[at + 1]);
    wrong |= high | low;
    byte = static_cast<std::uint8_t>(high << 4 | low);
    at += 2;
  }
  if (wrong < 0) return std::nullopt;
  return id;
}

void append_base32(const Uuid& id, std::string& out) {
  unsigned __int128 bits = 0;
  for (const auto byte : id.bytes)
    bits = bits << 8 | byte;
  std::array<char, kBase32Length> text;
  for (std::size_t i = kBase32Length; i-- > 0; bits >>= 5)
    text[i] = kBase32Digits[static_cast<std::size_t>(bits & 31)];
  out.append(text.data(), text.size());
}

std::string to_base32(const Uuid& id) {
  std::string text;
  append_base32(id, text);
  return text;
}

std::optional<Uuid> uuid_from_base32(std::string_view text) noexcept {
  if (text.size() != kBase32Length || digit_value(kBase32Values, text[0]) > 7) return std::nullopt;
  unsigned __int128 bits = 0;
  for (const char c : text) {
    const int value = digit_value(kBase32Values, c);
    if (value < 0) return std::nullopt;
    bits = bits << 5 | static_cast<unsigned>(value);
  }
  Uuid id;
  for (std::size_t i = 16; i-- > 0; bits >>= 8)
    id.bytes[i] = static_cast<std::uint8_t>(bits);
  return id;
}

}  // namespace sangam
