// Setting the exponent: quantize, rescale, rounding to places and to integers.

#include "base/decimal/internal.h"

namespace sangam {
namespace decimal_internal {
namespace {

struct Rescaled {
  Decimal value;
  bool lost = false;  // non-zero digits were cut
};

Rescaled shortened_small(const Decimal& value, std::int64_t exponent, Rounding rounding) {
  const bool negative = value.is_negative();
  const std::int64_t count = exponent - value.exponent();
  Shortened<uint128> cut{0, Tail::below_half};
  if (count <= kSmallDigits) cut = shorten(Access::small(value), static_cast<int>(count));
  cut.kept += rounds_away(rounding, negative, cut.kept, cut.tail) ? 1 : 0;
  return {Access::make(negative, cut.kept, exponent), cut.tail != Tail::zero};
}

Rescaled shortened_large(const Decimal& value, std::int64_t exponent, Rounding rounding) {
  const bool negative = value.is_negative();
  auto shortened = shorten(Access::magnitude<Natural>(value), exponent - value.exponent());
  const bool lost = shortened.tail != Tail::zero;
  return {Access::make(negative, rounded(std::move(shortened), rounding, negative), exponent),
          lost};
}

// The finite value at an exponent within 32 bits; nullopt when that takes more than `most` digits.
std::optional<Rescaled> rescaled(const Decimal& value, std::int64_t exponent, Rounding rounding,
                                 std::int64_t most) {
  const bool negative = value.is_negative();
  if (value.is_zero()) return Rescaled{Access::make(negative, uint128{0}, exponent), false};
  const std::int64_t zeros = value.exponent() - exponent;
  const std::int64_t length = Access::digits(value) + zeros;
  if (length > most) return std::nullopt;
  if (zeros < 0) {
    Rescaled result = Access::is_small(value) ? shortened_small(value, exponent, rounding)
                                              : shortened_large(value, exponent, rounding);
    if (result.value.digits() > most) return std::nullopt;
    return result;
  }
  if (length <= kSmallDigits) {
    const uint128 longer = Access::small(value) * kTenTo128[static_cast<std::size_t>(zeros)];
    return Rescaled{Access::make(negative, longer, exponent), false};
  }
  if (length > DecimalContext::kMaxWorkingDigits) return std::nullopt;
  return Rescaled{
      Access::make(negative, lengthen(Access::magnitude<Natural>(value), zeros), exponent), false};
}

DecimalResult quantize_to(const Decimal& value, std::int64_t exponent,
                          const DecimalContext& context) {
  if (exponent < context.etiny() || exponent > context.emax) return invalid();
  auto fitted = rescaled(value, exponent, context.rounding, context.precision);
  if (!fitted) return invalid();
  if (!fitted->value.is_zero() && adjusted_exponent(fitted->value) > context.emax) return invalid();
  DecimalResult result = finish(std::move(fitted->value), context);
  if (exponent > value.exponent() && !value.is_zero()) {
    result.conditions |= DecimalCondition::rounded;
    if (fitted->lost) result.conditions |= DecimalCondition::inexact;
  }
  return result;
}

// When an operand is not finite: NaN, or an infinity if both are.
std::optional<DecimalResult> special_quantum(const Decimal& value, const Decimal& pattern,
                                             const DecimalContext& context) {
  if (value.is_finite() && pattern.is_finite()) return std::nullopt;
  if (auto nan = nan_result(value, pattern, context)) return nan;
  if (value.is_infinite() && pattern.is_infinite()) return DecimalResult{value, {}};
  return invalid();
}

DecimalResult to_integral(const Decimal& value, const DecimalContext& context, bool report) {
  if (auto nan = nan_result(value, value, context)) return std::move(*nan);
  if (value.is_infinite() || value.exponent() >= 0) return {value, {}};
  auto whole = rescaled(value, 0, context.rounding, value.digits() + 1);
  DecimalResult result{std::move(whole->value), {}};
  if (report && !value.is_zero()) result.conditions |= DecimalCondition::rounded;
  if (report && whole->lost) result.conditions |= DecimalCondition::inexact;
  return result;
}

}  // namespace
}  // namespace decimal_internal

DecimalResult quantize(const Decimal& value, const Decimal& pattern,
                       const DecimalContext& context) {
  if (auto special = decimal_internal::special_quantum(value, pattern, context)) {
    return std::move(*special);
  }
  return decimal_internal::quantize_to(value, pattern.exponent(), context);
}

DecimalResult rescale(const Decimal& value, const Decimal& exponent,
                      const DecimalContext& context) {
  if (auto special = decimal_internal::special_quantum(value, exponent, context)) {
    return std::move(*special);
  }
  const auto integer = exponent.to_int64();
  if (!integer) return decimal_internal::invalid();
  return decimal_internal::quantize_to(value, *integer, context);
}

DecimalResult to_integral_value(const Decimal& value, const DecimalContext& context) {
  return decimal_internal::to_integral(value, context, false);
}

DecimalResult to_integral_exact(const Decimal& value, const DecimalContext& context) {
  return decimal_internal::to_integral(value, context, true);
}

Decimal round(const Decimal& value, Scale scale, Rounding rounding) {
  using namespace decimal_internal;
  if (!value.is_finite() || scale.places > Decimal::kMaxExactDigits ||
      scale.places < -Decimal::kMaxExactDigits) {
    return Decimal::not_a_number();
  }
  auto fitted = rescaled(value, -std::int64_t{scale.places}, rounding, Decimal::kMaxExactDigits);
  return fitted ? without_negative_zero(std::move(fitted->value)) : Decimal::not_a_number();
}

}  // namespace sangam
