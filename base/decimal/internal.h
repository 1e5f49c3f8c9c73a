#pragma once

// What the operations of base/decimal share: access to a value's parts, rounding to a context, and
// the specials. Internal.

#include <cstdint>
#include <optional>
#include <utility>

#include "base/decimal/decimal_context.h"
#include "base/decimal/natural.h"
#include "base/decimal/wide.h"

namespace sangam::decimal_internal {

// The private parts of Decimal.
struct Access {
  static bool is_small(const Decimal& value) { return !value.large_; }
  static uint128 small(const Decimal& value) { return value.small_; }

  static std::int64_t digits(const Decimal& value) {
    return value.large_ ? value.digits() : decimal_internal::digits(value.small_);
  }

  // The coefficient as a Natural, or, of a small value, as a Wide.
  template <class Magnitude>
  static Magnitude magnitude(const Decimal& value) {
    if constexpr (std::is_same_v<Magnitude, Natural>) {
      if (value.large_) return *value.large_;
    }
    return Magnitude(value.small_);
  }

  static Decimal make(bool negative, uint128 coefficient, std::int64_t exponent) {
    Decimal value;
    value.small_ = coefficient;
    value.exponent_ = static_cast<std::int32_t>(exponent);
    value.negative_ = negative;
    return value;
  }
  static Decimal make(bool negative, const Wide& coefficient, std::int64_t exponent) {
    if (coefficient.fits_128() && coefficient.low_128() < kTenTo128[kSmallDigits]) {
      return make(negative, coefficient.low_128(), exponent);
    }
    return make(negative, Natural(coefficient), exponent);
  }
  static Decimal make(bool negative, Natural coefficient, std::int64_t exponent) {
    Decimal value = make(negative, uint128{0}, exponent);
    if (const auto small = coefficient.small()) {
      value.small_ = *small;
    } else {
      value.large_ = own(std::move(coefficient));
    }
    return value;
  }

  static void set_kind(Decimal& value, Decimal::Kind kind) { value.kind_ = kind; }
  static void set_negative(Decimal& value, bool negative) { value.negative_ = negative; }
};

// The context of the exact operators: what it has to round is refused.
inline constexpr DecimalContext kExactContext{.precision = Decimal::kMaxExactDigits};

// Whether both coefficients are small and results of this context are, so that Wide is enough.
inline bool wide_is_enough(const Decimal& left, const Decimal& right,
                           const DecimalContext& context) {
  return Access::is_small(left) && Access::is_small(right) && context.precision <= kSmallDigits;
}

// The exponent of the first digit.
inline std::int64_t adjusted_exponent(const Decimal& value) {
  return std::int64_t{value.exponent()} + value.digits() - 1;
}

// Whether a magnitude with this last digit is to be made one larger.
bool rounds_away(Rounding rounding, bool negative, std::uint32_t last_digit, Tail tail);

// The same; the last digit, which costs a long division, is only worked out where it matters.
inline bool rounds_away(Rounding rounding, bool negative, uint128 magnitude, Tail tail) {
  if (rounding == Rounding::half_even) {
    const bool is_odd = (static_cast<std::uint64_t>(magnitude) & 1) != 0;
    return tail == Tail::above_half || (tail == Tail::half && is_odd);
  }
  const std::uint32_t digit =
      rounding == Rounding::zero_five_up ? static_cast<std::uint32_t>(magnitude % 10) : 0;
  return rounds_away(rounding, negative, digit, tail);
}

// magnitude + 1 where the rounding of what was cut off says so.
template <class Magnitude>
Magnitude rounded(Shortened<Magnitude> shortened, Rounding rounding, bool negative) {
  if (!rounds_away(rounding, negative, last_digit(shortened.kept), shortened.tail)) {
    return std::move(shortened.kept);
  }
  return add(shortened.kept, Magnitude(uint128{1}));
}

// The value (-1)^negative * magnitude * 10^exponent rounded to the context, with its conditions.
// more_below says that non-zero digits follow the magnitude's last one; it then has at least one
// digit more than the precision.
DecimalResult finish(bool negative, uint128 magnitude, std::int64_t exponent,
                     const DecimalContext& context, bool more_below = false);
DecimalResult finish(bool negative, const Wide& magnitude, std::int64_t exponent,
                     const DecimalContext& context);
DecimalResult finish(bool negative, Natural magnitude, std::int64_t exponent,
                     const DecimalContext& context);
// The same for a value that already is one, NaN and infinity included.
DecimalResult finish(Decimal value, const DecimalContext& context);

// A finite value without the trailing zeros that it can lose with its exponent up to `highest`;
// zero with exponent 0. Others as they are.
Decimal without_trailing_zeros(Decimal value, std::int64_t highest);

// NaN with one condition.
DecimalResult failed(DecimalCondition condition);
inline DecimalResult invalid() { return failed(DecimalCondition::invalid_operation); }
inline DecimalResult infinite(bool negative) { return {Decimal::infinity(negative), {}}; }

// The result when an operand is a NaN: the first signaling one, else the first, made quiet.
std::optional<DecimalResult> nan_result(const Decimal& left, const Decimal& right,
                                        const DecimalContext& context);

// An exact product, whose exponent may be beyond those of any Decimal, plus a value.
DecimalResult add_product(bool negative, Natural magnitude, std::int64_t exponent,
                          const Decimal& addend, const DecimalContext& context);

// The value of an everyday operation: zeros have no sign (there is no use for a price of -0.00).
Decimal without_negative_zero(Decimal value);
// The value of an exact operator: NaN when something had to be rounded away.
Decimal exact_or_nan(DecimalResult result);

// By value; neither is a NaN.
std::strong_ordering compare_numbers(const Decimal& left, const Decimal& right);

}  // namespace sangam::decimal_internal
