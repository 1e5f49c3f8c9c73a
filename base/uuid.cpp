#include "base/uuid.h"

#include <algorithm>

namespace sangam {

namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr std::string_view kBase32Digits = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t kBase32Length = 26;
constexpr std::size_t kHexLength = 36;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

int digit_value(std::string_view digits, char c) {
  const auto position = digits.find(lower(c));
  return position == std::string_view::npos ? -1 : static_cast<int>(position);
}

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

std::string to_hex(const Uuid& id) {
  std::string text;
  text.reserve(kHexLength);
  for (const auto byte : id.bytes) {
    if (is_hyphen_place(text.size())) text += '-';
    text += kHexDigits[byte >> 4];
    text += kHexDigits[byte & 15];
  }
  return text;
}

std::optional<Uuid> uuid_from_hex(std::string_view text) noexcept {
  if (text.size() != kHexLength) return std::nullopt;
  Uuid id;
  std::size_t nibble = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_hyphen_place(i)) {
      if (text[i] != '-') return std::nullopt;
      continue;
    }
    const int value = digit_value(kHexDigits, text[i]);
    if (value < 0) return std::nullopt;
    auto& byte = id.bytes[nibble / 2];
    byte = static_cast<std::uint8_t>(byte << 4 | value);
    ++nibble;
  }
  return id;
}

std::string to_base32(const Uuid& id) {
  unsigned __int128 bits = 0;
  for (const auto byte : id.bytes)
    bits = bits << 8 | byte;
  std::string text(kBase32Length, '0');
  for (std::size_t i = kBase32Length; i-- > 0; bits >>= 5)
    text[i] = kBase32Digits[static_cast<std::size_t>(bits & 31)];
  return text;
}

std::optional<Uuid> uuid_from_base32(std::string_view text) noexcept {
  if (text.size() != kBase32Length || digit_value(kBase32Digits, text[0]) > 7) return std::nullopt;
  unsigned __int128 bits = 0;
  for (const char c : text) {
    const int value = digit_value(kBase32Digits, c);
    if (value < 0) return std::nullopt;
    bits = bits << 5 | static_cast<unsigned>(value);
  }
  Uuid id;
  for (std::size_t i = 16; i-- > 0; bits >>= 8)
    id.bytes[i] = static_cast<std::uint8_t>(bits);
  return id;
}

}  // namespace sangam
