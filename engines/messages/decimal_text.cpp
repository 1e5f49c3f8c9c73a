#include "engines/messages/decimal_text.h"

#include <algorithm>

#include "base/assert.h"

namespace sangam::engines::messages {

namespace {

constexpr std::size_t kScale = 5;
constexpr std::size_t kMaximumDigits = 18;

bool all_digits(std::string_view text) noexcept {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string_view trimmed(std::string_view text) noexcept {
  constexpr std::string_view kSpace = " \t\r\n";
  const auto first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

std::size_t DecimalParts::significant_fraction() const noexcept {
  const auto last = fraction.find_last_not_of('0');
  return last == std::string_view::npos ? 0 : last + 1;
}

std::optional<DecimalParts> parse_decimal(std::string_view text) noexcept {
  text = trimmed(text);
  DecimalParts parts;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    parts.negative = text[0] == '-';
    text.remove_prefix(1);
  }
  const auto point = text.find('.');
  parts.digits = text.substr(0, point);
  if (point != std::string_view::npos) parts.fraction = text.substr(point + 1);
  if (parts.digits.empty() && parts.fraction.empty()) return std::nullopt;
  if (!all_digits(parts.digits) || !all_digits(parts.fraction)) return std::nullopt;
  const auto first = parts.digits.find_first_not_of('0');
  parts.digits.remove_prefix(first == std::string_view::npos ? parts.digits.size() : first);
  return parts;
}

std::string plain_decimal(const DecimalParts& parts) {
  std::string text = parts.negative && !parts.is_zero() ? "-" : "";
  text += parts.digits.empty() ? "0" : parts.digits;
  if (!parts.fraction.empty()) {
    text += '.';
    text += parts.fraction;
  }
  return text;
}

std::optional<ExactSum::Wide> ExactSum::units_of(const DecimalParts& parts) noexcept {
  const auto decimals = parts.significant_fraction();
  if (decimals > kScale || parts.digits.size() > kMaximumDigits) return std::nullopt;
  Wide units = 0;
  for (const char c : parts.digits)
    units = units * 10 + (c - '0');
  for (std::size_t i = 0; i < kScale; ++i) {
    units = units * 10 + (i < decimals ? parts.fraction[i] - '0' : 0);
  }
  return parts.negative ? -units : units;
}

void ExactSum::add(const DecimalParts& parts) noexcept {
  const auto units = units_of(parts);
  SANGAM_ASSERT(units.has_value());
  units_ += *units;
}

bool ExactSum::equals(const DecimalParts& parts) const noexcept {
  const auto units = units_of(parts);
  return units.has_value() && *units == units_;
}

std::string ExactSum::text() const {
  constexpr std::size_t kShownDecimals = 2;
  Wide rest = units_ < 0 ? -units_ : units_;
  std::string reversed;
  while (rest > 0 || reversed.size() <= kScale) {
    reversed += static_cast<char>('0' + static_cast<int>(rest % 10));
    rest /= 10;
  }
  std::string text(reversed.rbegin(), reversed.rend());
  text.insert(text.size() - kScale, 1, '.');
  const auto point = text.find('.');
  const auto last = std::max(text.find_last_not_of('0'), point + kShownDecimals);
  text.resize(last + 1);
  return units_ < 0 ? "-" + text : text;
}

}  // namespace sangam::engines::messages
