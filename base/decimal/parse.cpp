// Numeric text (General Decimal Arithmetic 1.70, "Numeric string syntax") to values.

#include <algorithm>

#include "base/decimal/internal.h"

namespace sangam {
namespace {

using decimal_internal::Access;
using decimal_internal::Natural;
using decimal_internal::uint128;

// Exponents beyond this cannot be told from each other by any context.
constexpr std::int64_t kMaxTextExponent = 4'000'000'000'000'000;

struct NumericText {
  bool negative = false;
  Decimal::Kind kind = Decimal::Kind::finite;
  std::string_view integer;   // digits before the point, or the payload of a NaN
  std::string_view fraction;  // digits after it
  std::int64_t exponent = 0;  // as written: the fraction is not yet taken off
};

constexpr bool is_digit(char character) { return character >= '0' && character <= '9'; }

std::string_view take_digits(std::string_view& text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
  const auto length = static_cast<std::size_t>(end - text.begin());
  const std::string_view digits = text.substr(0, length);
  text.remove_prefix(length);
  return digits;
}

// `lower` is the expected text in lower case.
bool take_word(std::string_view& text, std::string_view lower) {
  if (text.size() < lower.size()) return false;
  for (std::size_t index = 0; index < lower.size(); ++index) {
    const char character = text[index];
    const bool is_upper = character >= 'A' && character <= 'Z';
    if ((is_upper ? static_cast<char>(character + ('a' - 'A')) : character) != lower[index]) {
      return false;
    }
  }
  text.remove_prefix(lower.size());
  return true;
}

bool take_sign(std::string_view& text) {
  if (text.empty() || (text.front() != '-' && text.front() != '+')) return false;
  const bool negative = text.front() == '-';
  text.remove_prefix(1);
  return negative;
}

// After the "E"; false when it is not an exponent.
bool take_exponent(std::string_view& text, std::int64_t& exponent) {
  const bool negative = take_sign(text);
  const std::string_view digits = take_digits(text);
  if (digits.empty()) return false;
  for (const char digit : digits) {
    exponent = std::min(exponent * 10 + (digit - '0'), kMaxTextExponent);
  }
  if (negative) exponent = -exponent;
  return true;
}

std::optional<NumericText> read_special(NumericText number, std::string_view text) {
  if (take_word(text, "infinity") || take_word(text, "inf")) {
    number.kind = Decimal::Kind::infinity;
  } else if (take_word(text, "nan")) {
    number.kind = Decimal::Kind::quiet_nan;
    number.integer = take_digits(text);
  } else if (take_word(text, "snan")) {
    number.kind = Decimal::Kind::signaling_nan;
    number.integer = take_digits(text);
  }
  if (!text.empty() || number.kind == Decimal::Kind::finite) return std::nullopt;
  return number;
}

std::optional<NumericText> read(std::string_view text) {
  NumericText number;
  number.negative = take_sign(text);
  if (text.empty()) return std::nullopt;
  if (!is_digit(text.front()) && text.front() != '.') return read_special(number, text);
  number.integer = take_digits(text);
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    number.fraction = take_digits(text);
  }
  if (number.integer.empty() && number.fraction.empty()) return std::nullopt;
  if (take_word(text, "e") && !take_exponent(text, number.exponent)) return std::nullopt;
  if (!text.empty()) return std::nullopt;
  return number;
}

std::string_view without_leading_zeros(std::string_view digits) {
  return digits.substr(std::min(digits.find_first_not_of('0'), digits.size()));
}

std::size_t significant_digits(const NumericText& number) {
  const std::string_view integer = without_leading_zeros(number.integer);
  return integer.empty() ? without_leading_zeros(number.fraction).size()
                         : integer.size() + number.fraction.size();
}

uint128 small_coefficient(const NumericText& number) {
  uint128 coefficient = 0;
  std::uint64_t chunk = 0;
  int chunk_digits = 0;
  for (const std::string_view part : {number.integer, number.fraction}) {
    for (const char digit : part) {
      chunk = chunk * 10 + static_cast<std::uint64_t>(digit - '0');
      if (++chunk_digits == 19) {
        coefficient = coefficient * decimal_internal::kTenTo64[19] + chunk;
        chunk = 0;
        chunk_digits = 0;
      }
    }
  }
  return coefficient * decimal_internal::kTenTo64[static_cast<std::size_t>(chunk_digits)] + chunk;
}

Natural large_coefficient(const NumericText& number) {
  std::string digits;
  digits.reserve(number.integer.size() + number.fraction.size());
  digits.append(number.integer).append(number.fraction);
  return Natural::from_digits(digits);
}

DecimalResult nan_of(const NumericText& number, const DecimalContext& context) {
  const std::int64_t room = context.precision - (context.clamp ? 1 : 0);
  if (static_cast<std::int64_t>(significant_digits(number)) > room) {
    return decimal_internal::failed(DecimalCondition::conversion_syntax);
  }
  DecimalResult result{Access::make(number.negative, large_coefficient(number), 0), {}};
  Access::set_kind(result.value, number.kind);
  return result;
}

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) {
  const auto number = read(text);
  if (!number || number->kind != Kind::finite) return std::nullopt;
  const std::size_t digits = significant_digits(*number);
  const std::int64_t exponent =
      number->exponent - static_cast<std::int64_t>(number->fraction.size());
  if (digits > static_cast<std::size_t>(kMaxExactDigits) ||
      std::max(exponent, -exponent) > DecimalContext::kMaxExponent - kMaxExactDigits) {
    return std::nullopt;
  }
  if (digits <= decimal_internal::kSmallDigits) {
    return Access::make(number->negative, small_coefficient(*number), exponent);
  }
  return Access::make(number->negative, large_coefficient(*number), exponent);
}

DecimalResult to_number(std::string_view text, const DecimalContext& context) {
  using namespace decimal_internal;
  const auto number = read(text);
  if (!number) return failed(DecimalCondition::conversion_syntax);
  if (number->kind == Decimal::Kind::infinity) return infinite(number->negative);
  if (number->kind != Decimal::Kind::finite) return nan_of(*number, context);
  const std::size_t length = significant_digits(*number);
  if (length > static_cast<std::size_t>(DecimalContext::kMaxWorkingDigits)) {
    return failed(DecimalCondition::insufficient_storage);
  }
  const std::int64_t exponent =
      number->exponent - static_cast<std::int64_t>(number->fraction.size());
  if (length <= kSmallDigits) {
    return finish(number->negative, Wide(small_coefficient(*number)), exponent, context);
  }
  return finish(number->negative, large_coefficient(*number), exponent, context);
}

}  // namespace sangam
