// Division: to the precision of a context, and to named places.

#include <algorithm>

#include "base/assert.h"
#include "base/decimal/internal.h"

namespace sangam {
namespace decimal_internal {
namespace {

// The result when an operand is not finite or the divisor is zero; NaN operands come first.
std::optional<DecimalResult> special_quotient(const Decimal& dividend, const Decimal& divisor,
                                              const DecimalContext& context) {
  if (auto nan = nan_result(dividend, divisor, context)) return nan;
  const bool negative = dividend.is_negative() != divisor.is_negative();
  if (dividend.is_infinite()) return divisor.is_infinite() ? invalid() : infinite(negative);
  if (divisor.is_infinite()) {
    return DecimalResult{Access::make(negative, uint128{0}, context.etiny()),
                         DecimalCondition::clamped};
  }
  if (!divisor.is_zero()) return std::nullopt;
  if (dividend.is_zero()) return failed(DecimalCondition::division_undefined);
  return DecimalResult{Decimal::infinity(negative), DecimalCondition::division_by_zero};
}

// The quotient with at least one digit more than the precision. The last of them stands for all
// that follow: if it is 0 or 5 and something follows, it is made 1 or 6, so that the rounding that
// drops it sees on which side of a tie the quotient lies. An exact quotient loses zeros down to the
// exponent that the operands suggest.
template <class Magnitude>
DecimalResult divide_magnitudes(const Decimal& dividend, const Decimal& divisor,
                                const DecimalContext& context) {
  const bool negative = dividend.is_negative() != divisor.is_negative();
  const std::int64_t ideal = std::int64_t{dividend.exponent()} - divisor.exponent();
  const std::int64_t shift = std::max<std::int64_t>(
      0, Access::digits(divisor) - Access::digits(dividend) + context.precision + 1);
  auto [quotient, rest] = divide(lengthen(Access::magnitude<Magnitude>(dividend), shift),
                                 Access::magnitude<Magnitude>(divisor));
  std::int64_t exponent = ideal - shift;
  if constexpr (std::is_same_v<Magnitude, Wide>) {
    if (quotient.fits_128() && !is_zero(rest)) {
      return finish(negative, quotient.low_128(), exponent, context, true);
    }
  }
  if (is_zero(rest)) {
    exponent += strip_zeros(quotient, shift);
  } else if (last_digit(quotient) % 5 == 0) {
    quotient = add(quotient, Magnitude(uint128{1}));
  }
  return finish(negative, std::move(quotient), exponent, context);
}

template <class Magnitude>
Tail tail_of_remainder(const Magnitude& rest, const Magnitude& divisor) {
  if (is_zero(rest)) return Tail::zero;
  const auto order = compare(rest, subtract(divisor, rest));
  if (order == 0) return Tail::half;
  return order < 0 ? Tail::below_half : Tail::above_half;
}

// dividend * 10^shift / divisor, cut to an integer, with what was cut.
template <class Magnitude>
Shortened<Magnitude> shifted_quotient(const Magnitude& dividend, const Magnitude& divisor,
                                      std::int64_t shift) {
  auto [quotient, rest] = divide(shift > 0 ? lengthen(dividend, shift) : dividend, divisor);
  if (shift >= 0) return {std::move(quotient), tail_of_remainder(rest, divisor)};
  Shortened<Magnitude> shortened = shorten(quotient, -shift);
  if (!is_zero(rest)) {
    if (shortened.tail == Tail::zero) shortened.tail = Tail::below_half;
    if (shortened.tail == Tail::half) shortened.tail = Tail::above_half;
  }
  return shortened;
}

template <class Magnitude>
Decimal divide_to_scale(const Decimal& dividend, const Decimal& divisor, Scale scale,
                        std::int64_t shift, Rounding rounding) {
  const bool negative = dividend.is_negative() != divisor.is_negative();
  Magnitude quotient = rounded(shifted_quotient(Access::magnitude<Magnitude>(dividend),
                                                Access::magnitude<Magnitude>(divisor), shift),
                               rounding, negative);
  if (digits(quotient) > Decimal::kMaxExactDigits) return Decimal::not_a_number();
  return without_negative_zero(
      Access::make(negative, std::move(quotient), -std::int64_t{scale.places}));
}

}  // namespace
}  // namespace decimal_internal

DecimalResult divide(const Decimal& dividend, const Decimal& divisor,
                     const DecimalContext& context) {
  using namespace decimal_internal;
  if (!dividend.is_finite() || !divisor.is_finite() || divisor.is_zero()) {
    return *special_quotient(dividend, divisor, context);
  }
  if (dividend.is_zero()) {
    return finish(dividend.is_negative() != divisor.is_negative(), Wide(),
                  std::int64_t{dividend.exponent()} - divisor.exponent(), context);
  }
  if (wide_is_enough(dividend, divisor, context)) {
    return divide_magnitudes<Wide>(dividend, divisor, context);
  }
  if (std::int64_t{context.precision} + divisor.digits() > DecimalContext::kMaxWorkingDigits) {
    return failed(DecimalCondition::insufficient_storage);
  }
  return divide_magnitudes<Natural>(dividend, divisor, context);
}

Decimal divide(const Decimal& dividend, const Decimal& divisor, Precision precision,
               Rounding rounding) {
  SANGAM_ASSERT(precision.digits >= 1);
  if (precision.digits > Decimal::kMaxExactDigits) return Decimal::not_a_number();
  const DecimalContext context{.precision = precision.digits, .rounding = rounding};
  return decimal_internal::without_negative_zero(divide(dividend, divisor, context).value);
}

Decimal divide(const Decimal& dividend, const Decimal& divisor, Scale scale, Rounding rounding) {
  using namespace decimal_internal;
  if (scale.places > Decimal::kMaxExactDigits || scale.places < -Decimal::kMaxExactDigits) {
    return Decimal::not_a_number();
  }
  if (!dividend.is_finite() || !divisor.is_finite() || divisor.is_zero()) {
    const Decimal special = special_quotient(dividend, divisor, kExactContext)->value;
    return special.is_zero() ? Access::make(false, uint128{0}, -scale.places) : special;
  }
  const std::int64_t shift = std::int64_t{scale.places} + dividend.exponent() - divisor.exponent();
  const std::int64_t length = shift + dividend.digits();
  if (!dividend.is_zero() && length - divisor.digits() > Decimal::kMaxExactDigits) {
    return Decimal::not_a_number();
  }
  if (dividend.is_zero()) return Access::make(false, uint128{0}, -scale.places);
  if (Access::is_small(dividend) && Access::is_small(divisor) && length <= kWideDigits) {
    return divide_to_scale<Wide>(dividend, divisor, scale, shift, rounding);
  }
  return divide_to_scale<Natural>(dividend, divisor, scale, shift, rounding);
}

}  // namespace sangam
