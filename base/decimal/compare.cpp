// Comparison by value and by representation, and the choice of the larger and the smaller.

#include <algorithm>

#include "base/decimal/internal.h"

namespace sangam {
namespace decimal_internal {
namespace {

int sign_of(const Decimal& value) {
  if (value.is_zero()) return 0;
  return value.is_negative() ? -1 : 1;
}

std::strong_ordering reversed_if(bool reverse, std::strong_ordering order) {
  return reverse ? 0 <=> order : order;
}

// Finite, not zero. Aligning costs no more digits than the longer operand has, because it is only
// done when the first digits stand at the same place.
std::strong_ordering compare_magnitudes(const Decimal& left, const Decimal& right) {
  const auto left_place = adjusted_exponent(left);
  const auto right_place = adjusted_exponent(right);
  if (left_place != right_place) return left_place <=> right_place;
  const std::int64_t shift = std::int64_t{left.exponent()} - right.exponent();
  const auto left_zeros = std::max<std::int64_t>(shift, 0);
  const auto right_zeros = std::max<std::int64_t>(-shift, 0);
  if (Access::is_small(left) && Access::is_small(right)) {
    return Access::small(left) * kTenTo128[static_cast<std::size_t>(left_zeros)] <=>
           Access::small(right) * kTenTo128[static_cast<std::size_t>(right_zeros)];
  }
  return compare(lengthen(Access::magnitude<Natural>(left), left_zeros),
                 lengthen(Access::magnitude<Natural>(right), right_zeros));
}

DecimalResult order_as_decimal(std::strong_ordering order) {
  if (order == 0) return {Decimal(0), {}};
  return {Decimal(order < 0 ? -1 : 1), {}};
}

// 0 number, 1 signaling NaN, 2 quiet NaN.
int total_rank(const Decimal& value) {
  if (!value.is_nan()) return 0;
  return value.kind() == Decimal::Kind::signaling_nan ? 1 : 2;
}

DecimalResult extreme(const Decimal& left, const Decimal& right, bool want_larger,
                      const DecimalContext& context) {
  if (left.is_nan() || right.is_nan()) {
    if (left.kind() == Decimal::Kind::quiet_nan && !right.is_nan()) return finish(right, context);
    if (right.kind() == Decimal::Kind::quiet_nan && !left.is_nan()) return finish(left, context);
    return *nan_result(left, right, context);
  }
  auto order = compare_numbers(left, right);
  if (order == 0) order = compare_total(left, right);
  return finish((order > 0) == want_larger ? left : right, context);
}

}  // namespace

std::strong_ordering compare_numbers(const Decimal& left, const Decimal& right) {
  const int left_sign = sign_of(left);
  const int right_sign = sign_of(right);
  if (left_sign != right_sign || left_sign == 0) return left_sign <=> right_sign;
  if (left.is_infinite() || right.is_infinite()) {
    return reversed_if(left_sign < 0, left.is_infinite() <=> right.is_infinite());
  }
  return reversed_if(left_sign < 0, compare_magnitudes(left, right));
}

}  // namespace decimal_internal

DecimalResult compare(const Decimal& left, const Decimal& right, const DecimalContext& context) {
  using namespace decimal_internal;
  if (auto nan = nan_result(left, right, context)) return std::move(*nan);
  return order_as_decimal(compare_numbers(left, right));
}

DecimalResult compare_signal(const Decimal& left, const Decimal& right,
                             const DecimalContext& context) {
  DecimalResult result = compare(left, right, context);
  if (result.value.is_nan()) result.conditions |= DecimalCondition::invalid_operation;
  return result;
}

DecimalResult max(const Decimal& left, const Decimal& right, const DecimalContext& context) {
  return decimal_internal::extreme(left, right, true, context);
}

DecimalResult min(const Decimal& left, const Decimal& right, const DecimalContext& context) {
  return decimal_internal::extreme(left, right, false, context);
}

std::strong_ordering compare_total(const Decimal& left, const Decimal& right) {
  using namespace decimal_internal;
  const bool negative = left.is_negative();
  if (negative != right.is_negative()) return right.is_negative() <=> negative;
  const int left_rank = total_rank(left);
  const int right_rank = total_rank(right);
  if (left_rank != right_rank) return reversed_if(negative, left_rank <=> right_rank);
  if (left_rank != 0) {
    return reversed_if(
        negative, compare(Access::magnitude<Natural>(left), Access::magnitude<Natural>(right)));
  }
  const auto order = compare_numbers(left, right);
  if (order != 0 || left.is_infinite()) return order;
  return reversed_if(negative, left.exponent() <=> right.exponent());
}

bool same_quantum(const Decimal& left, const Decimal& right) {
  if (left.is_finite() && right.is_finite()) return left.exponent() == right.exponent();
  return (left.is_nan() && right.is_nan()) || (left.is_infinite() && right.is_infinite());
}

std::partial_ordering operator<=>(const Decimal& left, const Decimal& right) {
  if (left.is_nan() || right.is_nan()) return std::partial_ordering::unordered;
  return decimal_internal::compare_numbers(left, right);
}

}  // namespace sangam
