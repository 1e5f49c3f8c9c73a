#include "base/text.h"

#include <algorithm>

namespace sangam {

namespace {

bool is_control(unsigned char c) { return c < 0x20 || c == 0x7f; }
bool is_space(char c) { return c == ' ' || c == '\t'; }
bool is_lower_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

// Length in bytes of the sequence that `lead` opens, 0 when it opens none.
int sequence_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (lead >= 0xe0 && lead <= 0xef) return 3;
  if (lead >= 0xf0 && lead <= 0xf4) return 4;
  return 0;
}

// The second byte has a narrower range after these leads: overlong forms, surrogates, above
// U+10FFFF.
bool second_byte_fits(unsigned char lead, unsigned char second) {
  switch (lead) {
    case 0xe0:
      return second >= 0xa0;
    case 0xed:
      return second <= 0x9f;
    case 0xf0:
      return second >= 0x90;
    case 0xf4:
      return second <= 0x8f;
    default:
      return true;
  }
}

Fault length_fault(std::size_t minimum, std::size_t maximum) {
  return {"wrong_length", "must have " + std::to_string(minimum) + " to " +
                              std::to_string(maximum) + " characters"};
}

}  // namespace

std::optional<std::size_t> utf8_length(std::string_view text) noexcept {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++count) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const auto length = static_cast<std::size_t>(sequence_length(lead));
    if (length == 0 || i + length > text.size()) return std::nullopt;
    for (std::size_t k = 1; k < length; ++k) {
      const auto byte = static_cast<unsigned char>(text[i + k]);
      if ((byte & 0xc0) != 0x80 || (k == 1 && !second_byte_fits(lead, byte))) return std::nullopt;
    }
    i += length;
  }
  return count;
}

Verdict TextValue::assign(std::string_view text, std::size_t minimum, std::size_t maximum) {
  const auto length = utf8_length(text);
  if (!length) return Fault{"invalid_utf8", "must be valid UTF-8"};
  if (*length < minimum || *length > maximum) return length_fault(minimum, maximum);
  if (std::ranges::any_of(text, is_control))
    return Fault{"control_character", "must not contain control characters"};
  if (!text.empty() && (is_space(text.front()) || is_space(text.back())))
    return Fault{"outer_space", "must not begin or end with a space"};
  value_ = text;
  return std::nullopt;
}

Verdict Secret::parse(std::string_view text, Secret& value) {
  const auto length = utf8_length(text);
  if (!length) return Fault{"invalid_utf8", "must be valid UTF-8"};
  if (*length < 8 || *length > 256) return length_fault(8, 256);
  value.value_ = text;
  return std::nullopt;
}

Verdict Email::parse(std::string_view text, Email& value) {
  const auto at = text.find('@');
  const auto dot = text.rfind('.');
  const bool shaped = text.size() <= 254 && at != std::string_view::npos && at > 0 && at <= 64 &&
                      text.find('@', at + 1) == std::string_view::npos &&
                      dot != std::string_view::npos && dot > at + 1 && dot + 1 < text.size();
  const bool clean = utf8_length(text).has_value() && std::ranges::none_of(text, [](char c) {
                       return is_control(static_cast<unsigned char>(c)) || is_space(c);
                     });
  if (!shaped || !clean) return Fault{"not_an_email", "must be an e-mail address"};
  value.value_ = text;
  std::ranges::transform(value.value_, value.value_.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return std::nullopt;
}

Verdict Slug::parse(std::string_view text, Slug& value) {
  if (text.size() < 2 || text.size() > 40) return length_fault(2, 40);
  bool after_hyphen = true;  // so that a leading hyphen is refused too
  for (const char c : text) {
    const bool hyphen = c == '-';
    if ((!hyphen && !is_lower_or_digit(c)) || (hyphen && after_hyphen))
      return Fault{"not_a_slug", "must be lower-case letters, digits and single hyphens"};
    after_hyphen = hyphen;
  }
  if (after_hyphen) return Fault{"not_a_slug", "must not end with a hyphen"};
  value.value_ = text;
  return std::nullopt;
}

}  // namespace sangam
