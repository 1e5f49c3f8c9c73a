// Multiplication, and multiplication fused with addition.

#include "base/decimal/internal.h"

namespace sangam {
namespace decimal_internal {
namespace {

DecimalResult multiply_infinities(const Decimal& left, const Decimal& right) {
  if (left.is_zero() || right.is_zero()) return invalid();
  return infinite(left.is_negative() != right.is_negative());
}

std::int64_t exponent_sum(const Decimal& left, const Decimal& right) {
  return std::int64_t{left.exponent()} + right.exponent();
}

}  // namespace
}  // namespace decimal_internal

DecimalResult multiply(const Decimal& left, const Decimal& right, const DecimalContext& context) {
  using namespace decimal_internal;
  if (!left.is_finite() || !right.is_finite()) {
    if (auto nan = nan_result(left, right, context)) return std::move(*nan);
    return multiply_infinities(left, right);
  }
  const bool negative = left.is_negative() != right.is_negative();
  const std::int64_t exponent = exponent_sum(left, right);
  if (Access::is_small(left) && Access::is_small(right)) {
    const uint128 first = Access::small(left);
    const uint128 second = Access::small(right);
    if ((first | second) >> 64 == 0) return finish(negative, first * second, exponent, context);
    return finish(negative, multiply(first, second), exponent, context);
  }
  if (std::int64_t{left.digits()} + right.digits() > DecimalContext::kMaxWorkingDigits) {
    return failed(DecimalCondition::insufficient_storage);
  }
  return finish(negative,
                multiply(Access::magnitude<Natural>(left), Access::magnitude<Natural>(right)),
                exponent, context);
}

DecimalResult fused_multiply_add(const Decimal& left, const Decimal& right, const Decimal& addend,
                                 const DecimalContext& context) {
  using namespace decimal_internal;
  if (!left.is_finite() || !right.is_finite()) {
    if (left.is_nan() || right.is_nan()) {
      // A quiet NaN of the product yields to a signaling NaN that is added.
      const bool addend_first = addend.kind() == Decimal::Kind::signaling_nan &&
                                left.kind() != Decimal::Kind::signaling_nan &&
                                right.kind() != Decimal::Kind::signaling_nan;
      return *nan_result(addend_first ? addend : left, addend_first ? addend : right, context);
    }
    const DecimalResult product = multiply_infinities(left, right);
    if (!product.conditions.empty()) return product;
    return add(product.value, addend, context);
  }
  if (std::int64_t{left.digits()} + right.digits() > DecimalContext::kMaxWorkingDigits) {
    return failed(DecimalCondition::insufficient_storage);
  }
  return add_product(left.is_negative() != right.is_negative(),
                     multiply(Access::magnitude<Natural>(left), Access::magnitude<Natural>(right)),
                     exponent_sum(left, right), addend, context);
}

Decimal operator*(const Decimal& left, const Decimal& right) {
  using namespace decimal_internal;
  return exact_or_nan(multiply(left, right, kExactContext));
}

}  // namespace sangam
