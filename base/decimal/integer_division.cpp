// Division to an integer quotient, and the remainder.

#include <algorithm>

#include "base/decimal/internal.h"

namespace sangam {
namespace decimal_internal {
namespace {

struct IntegerQuotient {
  DecimalResult quotient;
  DecimalResult remainder;
};

IntegerQuotient impossible() {
  return {failed(DecimalCondition::division_impossible),
          failed(DecimalCondition::division_impossible)};
}

// Both operands at the lower of their exponents, `room` digits at most.
template <class Magnitude>
IntegerQuotient divide_aligned(const Decimal& dividend, const Decimal& divisor,
                               const DecimalContext& context) {
  const std::int64_t lower = std::min(dividend.exponent(), divisor.exponent());
  auto [quotient, rest] =
      divide(lengthen(Access::magnitude<Magnitude>(dividend), dividend.exponent() - lower),
             lengthen(Access::magnitude<Magnitude>(divisor), divisor.exponent() - lower));
  if (digits(quotient) > context.precision) return impossible();
  const bool negative = dividend.is_negative() != divisor.is_negative();
  return {finish(negative, std::move(quotient), 0, context),
          finish(dividend.is_negative(), std::move(rest), lower, context)};
}

// The dividend is nearer to zero than the divisor: quotient 0, and the dividend remains.
IntegerQuotient all_remains(const Decimal& dividend, const Decimal& divisor,
                            const DecimalContext& context) {
  const bool negative = dividend.is_negative() != divisor.is_negative();
  const std::int64_t zeros =
      divisor.is_finite() ? std::max(0, dividend.exponent() - divisor.exponent()) : 0;
  IntegerQuotient result{finish(negative, Wide(), 0, context), {}};
  if (dividend.is_zero()) {
    result.remainder = finish(dividend.is_negative(), Wide(), dividend.exponent() - zeros, context);
  } else {
    result.remainder =
        finish(dividend.is_negative(), lengthen(Access::magnitude<Natural>(dividend), zeros),
               dividend.exponent() - zeros, context);
  }
  return result;
}

// Both finite or only the divisor infinite; the divisor not zero.
IntegerQuotient divide_to_integer(const Decimal& dividend, const Decimal& divisor,
                                  const DecimalContext& context) {
  const std::int64_t excess = adjusted_exponent(dividend) - adjusted_exponent(divisor);
  if (dividend.is_zero() || divisor.is_infinite() || excess <= -2) {
    return all_remains(dividend, divisor, context);
  }
  if (excess > context.precision) return impossible();
  const std::int64_t gap = std::int64_t{dividend.exponent()} - divisor.exponent();
  const bool divisor_fits = divisor.digits() + std::max<std::int64_t>(-gap, 0) <= kSmallDigits;
  if (wide_is_enough(dividend, divisor, context) && divisor_fits &&
      dividend.digits() + std::max<std::int64_t>(gap, 0) <= kWideDigits) {
    return divide_aligned<Wide>(dividend, divisor, context);
  }
  if (excess + divisor.digits() > DecimalContext::kMaxWorkingDigits) {
    return {failed(DecimalCondition::insufficient_storage),
            failed(DecimalCondition::insufficient_storage)};
  }
  return divide_aligned<Natural>(dividend, divisor, context);
}

}  // namespace
}  // namespace decimal_internal

DecimalResult divide_integer(const Decimal& dividend, const Decimal& divisor,
                             const DecimalContext& context) {
  using namespace decimal_internal;
  if (auto nan = nan_result(dividend, divisor, context)) return std::move(*nan);
  const bool negative = dividend.is_negative() != divisor.is_negative();
  if (dividend.is_infinite()) return divisor.is_infinite() ? invalid() : infinite(negative);
  if (divisor.is_zero()) {
    if (dividend.is_zero()) return failed(DecimalCondition::division_undefined);
    return {Decimal::infinity(negative), DecimalCondition::division_by_zero};
  }
  return divide_to_integer(dividend, divisor, context).quotient;
}

DecimalResult remainder(const Decimal& dividend, const Decimal& divisor,
                        const DecimalContext& context) {
  using namespace decimal_internal;
  if (auto nan = nan_result(dividend, divisor, context)) return std::move(*nan);
  if (dividend.is_infinite()) return invalid();
  if (divisor.is_zero()) {
    return dividend.is_zero() ? failed(DecimalCondition::division_undefined) : invalid();
  }
  return divide_to_integer(dividend, divisor, context).remainder;
}

}  // namespace sangam
