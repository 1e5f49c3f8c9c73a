// Rounding a computed magnitude to a context: precision, subnormal and overflow ranges, clamping.

#include <algorithm>

#include "base/assert.h"
#include "base/decimal/internal.h"

namespace sangam {
namespace decimal_internal {
namespace {

using enum DecimalCondition;

// Zero takes the nearest exponent it may have.
DecimalResult finish_zero(bool negative, std::int64_t exponent, const DecimalContext& context) {
  const std::int64_t highest = context.clamp ? context.etop() : context.emax;
  const std::int64_t held =
      std::clamp(exponent, context.etiny(), std::max(highest, context.etiny()));
  DecimalResult result{Access::make(negative, uint128{0}, held), {}};
  if (held != exponent) result.conditions |= clamped;
  return result;
}

bool overflows_to_infinity(bool negative, Rounding rounding) {
  switch (rounding) {
    case Rounding::ceiling:
      return !negative;
    case Rounding::floor:
      return negative;
    case Rounding::down:
    case Rounding::zero_five_up:
      return false;
    default:
      return true;
  }
}

DecimalResult overflowed(bool negative, const DecimalContext& context) {
  DecimalResult result = infinite(negative);
  if (!overflows_to_infinity(negative, context.rounding)) {
    if (context.precision > DecimalContext::kMaxWorkingDigits) return failed(insufficient_storage);
    const Natural power = lengthen(Natural(uint128{1}), context.precision);
    result.value = Access::make(negative, subtract(power, Natural(uint128{1})), context.etop());
  }
  result.conditions = overflow | inexact | rounded;
  return result;
}

// Cuts the magnitude to end at `lowest`, an exponent above its own.
template <class Magnitude>
DecimalResult cut(bool negative, const Magnitude& magnitude, std::int64_t exponent,
                  std::int64_t lowest, const DecimalContext& context) {
  const bool is_subnormal = exponent + digits(magnitude) - context.precision < context.etiny();
  Shortened<Magnitude> shortened = shorten(magnitude, lowest - exponent);
  const bool lost = shortened.tail != Tail::zero;
  Magnitude kept = decimal_internal::rounded(std::move(shortened), context.rounding, negative);
  if (digits(kept) > context.precision) {
    kept = shorten(kept, 1).kept;
    ++lowest;
  }
  if (lowest > context.etop()) return overflowed(negative, context);
  DecimalResult result{{}, DecimalCondition::rounded};
  if (lost) result.conditions |= inexact;
  if (is_subnormal) result.conditions |= subnormal;
  if (lost && is_subnormal) result.conditions |= underflow;
  if (is_zero(kept)) result.conditions |= clamped;
  result.value = Access::make(negative, std::move(kept), lowest);
  return result;
}

template <class Magnitude>
DecimalResult finish_magnitude(bool negative, const Magnitude& magnitude, std::int64_t exponent,
                               const DecimalContext& context) {
  if (is_zero(magnitude)) return finish_zero(negative, exponent, context);
  const std::int64_t lowest = exponent + digits(magnitude) - context.precision;
  if (lowest > context.etop()) return overflowed(negative, context);
  const std::int64_t floor = std::max(lowest, context.etiny());
  if (exponent < floor) return cut(negative, magnitude, exponent, floor, context);
  DecimalResult result;
  if (lowest < context.etiny()) result.conditions |= subnormal;
  if (context.clamp && exponent > context.etop()) {
    const std::int64_t zeros = exponent - context.etop();
    if (zeros > DecimalContext::kMaxWorkingDigits) return failed(insufficient_storage);
    result.conditions |= clamped;
    result.value = Access::make(negative, lengthen(magnitude, zeros), context.etop());
  } else {
    result.value = Access::make(negative, magnitude, exponent);
  }
  return result;
}

}  // namespace

bool rounds_away(Rounding rounding, bool negative, std::uint32_t last_digit, Tail tail) {
  if (tail == Tail::zero) return false;
  switch (rounding) {
    case Rounding::ceiling:
      return !negative;
    case Rounding::down:
      return false;
    case Rounding::floor:
      return negative;
    case Rounding::half_down:
      return tail == Tail::above_half;
    case Rounding::half_even:
      return tail == Tail::above_half || (tail == Tail::half && (last_digit & 1) != 0);
    case Rounding::half_up:
      return tail != Tail::below_half;
    case Rounding::up:
      return true;
    case Rounding::zero_five_up:
      return last_digit % 5 == 0;
  }
  SANGAM_ASSERT(false);
}

namespace {

// Whether a magnitude of this length is normal, and stays so when rounding carries into one digit
// more: then only the precision has to be looked at.
bool is_well_inside(std::int64_t exponent, int length, const DecimalContext& context) {
  const std::int64_t adjusted = exponent + length - 1;
  return adjusted >= context.emin && adjusted < context.emax && context.precision <= kSmallDigits &&
         (!context.clamp || exponent <= context.etop());
}

// A well-placed magnitude that was cut to the precision.
DecimalResult finish_cut(bool negative, uint128 kept, Tail tail, std::int64_t exponent,
                         const DecimalContext& context) {
  kept += rounds_away(context.rounding, negative, kept, tail) ? 1 : 0;
  if (kept == kTenTo128[static_cast<std::size_t>(context.precision)]) {
    kept = kTenTo128[static_cast<std::size_t>(context.precision) - 1];
    ++exponent;
  }
  return {Access::make(negative, kept, exponent),
          tail == Tail::zero ? DecimalConditions(rounded) : rounded | inexact};
}

}  // namespace

DecimalResult finish(bool negative, uint128 magnitude, std::int64_t exponent,
                     const DecimalContext& context, bool more_below) {
  const int length = digits(magnitude);
  if (magnitude != 0 && is_well_inside(exponent, length, context)) [[likely]] {
    const int excess = length - context.precision;
    if (excess <= 0) return {Access::make(negative, magnitude, exponent), {}};
    const auto [kept, tail] = shorten(magnitude, excess, more_below);
    return finish_cut(negative, kept, tail, exponent + excess, context);
  }
  // What follows is folded into the last digit, which the caller has to spare.
  if (more_below && magnitude % 5 == 0) ++magnitude;
  if (context.precision > kSmallDigits) {
    if (magnitude != 0 && length <= kSmallDigits && exponent + length - 1 >= context.emin &&
        exponent + length - 1 <= context.emax && !context.clamp) {
      return {Access::make(negative, magnitude, exponent), {}};
    }
    return finish_magnitude(negative, Natural(magnitude), exponent, context);
  }
  return finish_magnitude(negative, Wide(magnitude), exponent, context);
}

DecimalResult finish(bool negative, const Wide& magnitude, std::int64_t exponent,
                     const DecimalContext& context) {
  if (magnitude.fits_128()) return finish(negative, magnitude.low_128(), exponent, context);
  if (context.precision > kSmallDigits) {
    return finish_magnitude(negative, Natural(magnitude), exponent, context);
  }
  const int length = digits(magnitude);
  if (!is_well_inside(exponent, length, context)) {
    return finish_magnitude(negative, magnitude, exponent, context);
  }
  // Longer than 128 bits, hence than the precision.
  const int excess = length - context.precision;
  const Shortened<Wide> cut = shorten(magnitude, excess);
  return finish_cut(negative, cut.kept.low_128(), cut.tail, exponent + excess, context);
}

DecimalResult finish(bool negative, Natural magnitude, std::int64_t exponent,
                     const DecimalContext& context) {
  return finish_magnitude(negative, magnitude, exponent, context);
}

DecimalResult finish(Decimal value, const DecimalContext& context) {
  if (value.is_infinite()) return {std::move(value), {}};
  if (value.is_nan()) return *nan_result(value, value, context);
  if (Access::is_small(value)) {
    return finish(value.is_negative(), Access::small(value), value.exponent(), context);
  }
  return finish(value.is_negative(), Access::magnitude<Natural>(value), value.exponent(), context);
}

}  // namespace decimal_internal

namespace {

// 0 + value: a zero is positive unless rounding towards -infinity.
DecimalResult finish_signed(Decimal value, bool negative, const DecimalContext& context) {
  using decimal_internal::Access;
  if (!value.is_nan()) {
    if (value.is_zero() && context.rounding != Rounding::floor) negative = false;
    Access::set_negative(value, negative);
  }
  return decimal_internal::finish(std::move(value), context);
}

}  // namespace

DecimalResult plus(const Decimal& value, const DecimalContext& context) {
  return finish_signed(value, value.is_negative(), context);
}

DecimalResult minus(const Decimal& value, const DecimalContext& context) {
  return finish_signed(value, !value.is_negative(), context);
}

DecimalResult abs(const Decimal& value, const DecimalContext& context) {
  return value.is_negative() ? minus(value, context) : plus(value, context);
}

DecimalResult reduce(const Decimal& value, const DecimalContext& context) {
  DecimalResult result = decimal_internal::finish(value, context);
  result.value = decimal_internal::without_trailing_zeros(
      result.value, context.clamp ? context.etop() : context.emax);
  return result;
}

Decimal round(const Decimal& value, Precision precision, Rounding rounding) {
  using namespace decimal_internal;
  SANGAM_ASSERT(precision.digits >= 1);
  if (value.is_nan() || precision.digits > Decimal::kMaxExactDigits) return Decimal::not_a_number();
  return without_negative_zero(
      finish(value, {.precision = precision.digits, .rounding = rounding}).value);
}

}  // namespace sangam
