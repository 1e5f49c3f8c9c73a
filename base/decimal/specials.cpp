// NaN results, and what the exact operators make of a result that would need rounding.

#include "base/decimal/internal.h"

namespace sangam::decimal_internal {
namespace {

// A NaN made quiet, its payload cut to the digits the context can store.
DecimalResult quieted(const Decimal& value, const DecimalContext& context) {
  DecimalResult result;
  const std::int64_t room = context.precision - (context.clamp ? 1 : 0);
  if (value.digits() > room) {
    Natural payload = lowest_digits(Access::magnitude<Natural>(value), room);
    result.value = Access::make(value.is_negative(), std::move(payload), 0);
  } else {
    result.value = value;
  }
  Access::set_kind(result.value, Decimal::Kind::quiet_nan);
  if (value.kind() == Decimal::Kind::signaling_nan) {
    result.conditions |= DecimalCondition::invalid_operation;
  }
  return result;
}

}  // namespace

DecimalResult failed(DecimalCondition condition) { return {Decimal::not_a_number(), condition}; }

std::optional<DecimalResult> nan_result(const Decimal& left, const Decimal& right,
                                        const DecimalContext& context) {
  if (!left.is_nan() && !right.is_nan()) return std::nullopt;
  if (left.kind() == Decimal::Kind::signaling_nan) return quieted(left, context);
  if (right.kind() == Decimal::Kind::signaling_nan) return quieted(right, context);
  return quieted(left.is_nan() ? left : right, context);
}

Decimal without_negative_zero(Decimal value) {
  if (value.is_zero()) Access::set_negative(value, false);
  return value;
}

Decimal exact_or_nan(DecimalResult result) {
  // Clamped is included: a zero whose exponent was changed has lost its places.
  if (!result.conditions.empty()) return Decimal::not_a_number();
  return without_negative_zero(std::move(result.value));
}

}  // namespace sangam::decimal_internal
