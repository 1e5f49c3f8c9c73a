// Values to text: to-scientific-string and to-engineering-string of the specification, and plain.

#include <charconv>

#include "base/assert.h"
#include "base/decimal/internal.h"

namespace sangam {
namespace {

using decimal_internal::Access;
using decimal_internal::Natural;
using decimal_internal::uint128;

void append_padded(std::string& out, std::uint64_t value, std::size_t width) {
  char buffer[20];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  const auto length = static_cast<std::size_t>(end - buffer);
  if (length < width) out.append(width - length, '0');
  out.append(buffer, length);
}

std::string coefficient_text(const Decimal& value) {
  std::string text;
  if (Access::is_small(value)) {
    constexpr std::uint64_t kSplit = decimal_internal::kTenTo64[19];
    const uint128 coefficient = Access::small(value);
    const auto upper = static_cast<std::uint64_t>(coefficient / kSplit);
    if (upper != 0) append_padded(text, upper, 1);
    append_padded(text, static_cast<std::uint64_t>(coefficient % kSplit), upper != 0 ? 19 : 1);
    return text;
  }
  const auto natural = Access::magnitude<Natural>(value);
  text.reserve(natural.limbs.size() * Natural::kLimbDigits);
  for (auto limb = natural.limbs.rbegin(); limb != natural.limbs.rend(); ++limb) {
    append_padded(text, *limb, limb == natural.limbs.rbegin() ? 1 : Natural::kLimbDigits);
  }
  return text;
}

std::string special_text(const Decimal& value) {
  std::string text = value.is_negative() ? "-" : "";
  if (value.is_infinite()) return text + "Infinity";
  text += value.kind() == Decimal::Kind::signaling_nan ? "sNaN" : "NaN";
  const std::string payload = coefficient_text(value);
  return payload == "0" ? text : text + payload;
}

// Puts the decimal point after the first `position` digits, with zeros where there are none.
void place_point(std::string& digits, std::int64_t position) {
  const auto length = static_cast<std::int64_t>(digits.size());
  if (position <= 0) {
    digits.insert(0, "0." + std::string(static_cast<std::size_t>(-position), '0'));
  } else if (position < length) {
    digits.insert(static_cast<std::size_t>(position), 1, '.');
  } else {
    digits.append(static_cast<std::size_t>(position - length), '0');
  }
}

void append_exponent(std::string& text, std::int64_t exponent) {
  if (exponent == 0) return;
  text += exponent < 0 ? "E-" : "E+";
  append_padded(text, static_cast<std::uint64_t>(exponent < 0 ? -exponent : exponent), 1);
}

// Digits before the point when the written exponent has to be a multiple of three.
std::int64_t engineering_position(const Decimal& value, std::int64_t adjusted) {
  const std::int64_t excess = (adjusted % 3 + 3) % 3;
  if (!value.is_zero()) return excess + 1;
  // Zero keeps its meaning by adding decimal places: 0E-7 is 0.0E-6.
  return excess == 0 ? 1 : excess - 2;
}

std::string scientific(const Decimal& value, bool engineering) {
  if (!value.is_finite()) return special_text(value);
  std::string text = coefficient_text(value);
  const std::int64_t exponent = value.exponent();
  const auto length = static_cast<std::int64_t>(text.size());
  const std::int64_t adjusted = exponent + length - 1;
  if (exponent <= 0 && adjusted >= -6) {
    place_point(text, length + exponent);
  } else {
    const std::int64_t position = engineering ? engineering_position(value, adjusted) : 1;
    place_point(text, position);
    append_exponent(text, adjusted - (position - 1));
  }
  if (value.is_negative()) text.insert(0, 1, '-');
  return text;
}

}  // namespace

std::string Decimal::to_string() const { return scientific(*this, false); }

std::string Decimal::to_engineering_string() const { return scientific(*this, true); }

std::optional<std::string> Decimal::to_plain_string() const {
  if (!is_finite()) return std::nullopt;
  if (is_zero() && exponent_ > 0) return negative_ ? "-0" : "0";
  const std::int64_t length = digits();
  if (exponent_ < -kMaxExactDigits || length + exponent_ > kMaxExactDigits) return std::nullopt;
  std::string text = coefficient_text(*this);
  place_point(text, length + exponent_);
  if (negative_) text.insert(0, 1, '-');
  return text;
}

}  // namespace sangam
