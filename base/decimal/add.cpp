// Addition and subtraction.

#include <algorithm>
#include <cstdlib>

#include "base/decimal/internal.h"

namespace sangam {
namespace decimal_internal {
namespace {

template <class Magnitude>
struct Term {
  bool negative = false;
  Magnitude magnitude;
  std::int64_t exponent = 0;
};

template <class Magnitude>
Term<Magnitude> term_of(const Decimal& value, bool flip) {
  return {value.is_negative() != flip, Access::magnitude<Magnitude>(value), value.exponent()};
}

// Of two terms with the same exponent.
template <class Magnitude>
DecimalResult add_aligned(const Term<Magnitude>& left, const Term<Magnitude>& right,
                          const DecimalContext& context) {
  if (left.negative == right.negative) {
    return finish(left.negative, add(left.magnitude, right.magnitude), left.exponent, context);
  }
  const auto order = compare(left.magnitude, right.magnitude);
  if (order == 0) {
    return finish(context.rounding == Rounding::floor, Magnitude(), left.exponent, context);
  }
  if (order < 0) {
    return finish(right.negative, subtract(right.magnitude, left.magnitude), left.exponent,
                  context);
  }
  return finish(left.negative, subtract(left.magnitude, right.magnitude), left.exponent, context);
}

// Gives both terms the lower exponent. A term too far below the other to show in the result other
// than by being there is replaced by the smallest such one, so that the work is bounded by the
// precision and not by the exponents (1E+999999999 + 1).
template <class Magnitude>
bool align(Term<Magnitude>& high, Term<Magnitude>& low, std::int64_t precision) {
  const std::int64_t high_digits = digits(high.magnitude);
  const std::int64_t lowest =
      high.exponent + std::min<std::int64_t>(-1, high_digits - precision - 2);
  if (low.exponent + digits(low.magnitude) - 1 < lowest) {
    low.magnitude = Magnitude(uint128{1});
    low.exponent = lowest;
  }
  const std::int64_t shift = high.exponent - low.exponent;
  if (shift + high_digits > DecimalContext::kMaxWorkingDigits) return false;
  high.magnitude = lengthen(high.magnitude, shift);
  high.exponent = low.exponent;
  return true;
}

// One term is zero: the sum is the other one, with the lower exponent as far as digits allow.
template <class Magnitude>
DecimalResult add_zero(Term<Magnitude> other, std::int64_t zero_exponent,
                       const DecimalContext& context) {
  const std::int64_t room = context.precision - digits(other.magnitude);
  const std::int64_t shift = std::min(other.exponent - zero_exponent, room);
  if (shift > 0) {
    if (shift > DecimalContext::kMaxWorkingDigits) {
      return failed(DecimalCondition::insufficient_storage);
    }
    other.magnitude = lengthen(other.magnitude, shift);
    other.exponent -= shift;
  }
  DecimalResult result = finish(other.negative, other.magnitude, other.exponent, context);
  // Zeros that did not fit were dropped.
  if (room >= 0 && other.exponent > zero_exponent) result.conditions |= DecimalCondition::rounded;
  return result;
}

template <class Magnitude>
DecimalResult add_terms(Term<Magnitude> left, Term<Magnitude> right,
                        const DecimalContext& context) {
  const bool left_zero = is_zero(left.magnitude);
  const bool right_zero = is_zero(right.magnitude);
  if (left_zero && right_zero) {
    const bool negative =
        left.negative == right.negative ? left.negative : context.rounding == Rounding::floor;
    return finish(negative, Magnitude(), std::min(left.exponent, right.exponent), context);
  }
  if (left_zero) return add_zero(std::move(right), left.exponent, context);
  if (right_zero) return add_zero(std::move(left), right.exponent, context);
  if (left.exponent != right.exponent) {
    const bool aligned = left.exponent > right.exponent ? align(left, right, context.precision)
                                                        : align(right, left, context.precision);
    if (!aligned) return failed(DecimalCondition::insufficient_storage);
  }
  return add_aligned(left, right, context);
}

DecimalResult add_infinities(const Decimal& left, const Decimal& right, bool right_negative) {
  if (left.is_infinite() && right.is_infinite() && left.is_negative() != right_negative) {
    return invalid();
  }
  return infinite(left.is_infinite() ? left.is_negative() : right_negative);
}

// What both everyday and context additions try first: left + (-1)^flip * right as one signed
// 128-bit sum. The signs and the exponents of the operands are anybody's guess, so none of them is
// branched on; only values that do not fit, and zero sums (whose sign is a matter of rounding),
// leave.
struct SmallSum {
  bool fits = false;
  bool negative = false;
  uint128 magnitude = 0;
  std::int64_t exponent = 0;
};

SmallSum add_small(const Decimal& left, const Decimal& right, bool flip_right) {
  constexpr int kMostDigits = 37;  // so that a sum has at most 38
  if (!left.is_finite() || !right.is_finite() || !Access::is_small(left) ||
      !Access::is_small(right)) {
    return {};
  }
  const std::int64_t gap = std::int64_t{left.exponent()} - right.exponent();
  if (gap > kMostDigits || gap < -kMostDigits) return {};
  const auto left_zeros = static_cast<std::size_t>(std::max<std::int64_t>(gap, 0));
  const auto right_zeros = static_cast<std::size_t>(std::max<std::int64_t>(-gap, 0));
  uint128 first = Access::small(left);
  uint128 second = Access::small(right);
  if (first >= kTenTo128[kMostDigits - left_zeros] ||
      second >= kTenTo128[kMostDigits - right_zeros]) {
    return {};
  }
  // Negation without a branch: x ^ -1 - -1 is -x, x ^ 0 - 0 is x.
  const uint128 first_sign = uint128{0} - (left.is_negative() ? 1 : 0);
  const uint128 second_sign = uint128{0} - (right.is_negative() != flip_right ? 1 : 0);
  first = ((first * kTenTo128[left_zeros]) ^ first_sign) - first_sign;
  second = ((second * kTenTo128[right_zeros]) ^ second_sign) - second_sign;
  const uint128 sum = first + second;
  const bool negative = static_cast<bool>(sum >> 127);
  const uint128 sum_sign = uint128{0} - (negative ? 1 : 0);
  return {true, negative, (sum ^ sum_sign) - sum_sign, std::min(left.exponent(), right.exponent())};
}

DecimalResult add_signed(const Decimal& left, const Decimal& right, bool flip_right,
                         const DecimalContext& context) {
  const SmallSum sum = add_small(left, right, flip_right);
  if (sum.fits && sum.magnitude != 0) [[likely]] {
    return finish(sum.negative, sum.magnitude, sum.exponent, context);
  }
  if (!left.is_finite() || !right.is_finite()) {
    if (auto nan = nan_result(left, right, context)) return std::move(*nan);
    return add_infinities(left, right, right.is_negative() != flip_right);
  }
  if (wide_is_enough(left, right, context)) {
    return add_terms(term_of<Wide>(left, false), term_of<Wide>(right, flip_right), context);
  }
  return add_terms(term_of<Natural>(left, false), term_of<Natural>(right, flip_right), context);
}

Decimal add_exactly(const Decimal& left, const Decimal& right, bool flip_right) {
  const SmallSum sum = add_small(left, right, flip_right);
  if (sum.fits) [[likely]] {
    return Access::make(sum.negative, sum.magnitude, sum.exponent);
  }
  return exact_or_nan(add_signed(left, right, flip_right, kExactContext));
}

}  // namespace

DecimalResult add_product(bool negative, Natural magnitude, std::int64_t exponent,
                          const Decimal& addend, const DecimalContext& context) {
  if (addend.is_nan()) return *nan_result(addend, addend, context);
  if (addend.is_infinite()) return infinite(addend.is_negative());
  return add_terms(Term<Natural>{negative, std::move(magnitude), exponent},
                   term_of<Natural>(addend, false), context);
}

}  // namespace decimal_internal

DecimalResult add(const Decimal& left, const Decimal& right, const DecimalContext& context) {
  return decimal_internal::add_signed(left, right, false, context);
}

DecimalResult subtract(const Decimal& left, const Decimal& right, const DecimalContext& context) {
  return decimal_internal::add_signed(left, right, true, context);
}

Decimal operator+(const Decimal& left, const Decimal& right) {
  return decimal_internal::add_exactly(left, right, false);
}

Decimal operator-(const Decimal& left, const Decimal& right) {
  return decimal_internal::add_exactly(left, right, true);
}

}  // namespace sangam
