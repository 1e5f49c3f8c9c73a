#pragma once

// The operations of the General Decimal Arithmetic specification 1.70 under a context, with the
// conditions each one raised. Everyday code uses base/decimal/decimal.h; this header is for work
// that must agree with IEEE 754 decimal64 or decimal128, or with another decimal library, to the
// last digit and flag.
//
// Every function takes any operands (NaN and infinities included), never throws except for memory,
// and leaves trapping to the caller: conditions are returned, not stored. Costs: up to 38 digits no
// allocation; beyond, addition and rounding are linear and multiplication and division quadratic in
// the digits.

#include <cstdint>
#include <string_view>

#include "base/decimal/decimal.h"

namespace sangam {

// What an operation has to report. The first five leave a usable result, overflow one or an
// infinity; the others deliver NaN or an infinity.
enum class DecimalCondition : std::uint16_t {
  clamped = 1U << 0,                // the exponent was altered to fit, the value was not
  inexact = 1U << 1,                // non-zero digits were lost
  rounded = 1U << 2,                // digits, perhaps zeros, were dropped
  subnormal = 1U << 3,              // the result before rounding was below 10^emin
  underflow = 1U << 4,              // subnormal and inexact
  overflow = 1U << 5,               // too large: an infinity or the largest number, by the rounding
  division_by_zero = 1U << 6,       // finite / 0: an infinity
  division_undefined = 1U << 7,     // 0 / 0: NaN
  division_impossible = 1U << 8,    // an integer quotient longer than the precision: NaN
  invalid_operation = 1U << 9,      // no meaningful result, or a signaling NaN: NaN
  conversion_syntax = 1U << 10,     // text that is no number: NaN
  insufficient_storage = 1U << 11,  // needs more than kMaxWorkingDigits digits: NaN
};

// A set of conditions.
class DecimalConditions {
 public:
  constexpr DecimalConditions() = default;
  constexpr DecimalConditions(DecimalCondition one)  // NOLINT(google-explicit-constructor): {one}
      : bits_(static_cast<std::uint16_t>(one)) {}

  constexpr bool empty() const { return bits_ == 0; }
  constexpr bool has(DecimalCondition one) const {
    return (bits_ & static_cast<std::uint16_t>(one)) != 0;
  }
  constexpr DecimalConditions& operator|=(DecimalConditions other) {
    bits_ |= other.bits_;
    return *this;
  }
  friend constexpr DecimalConditions operator|(DecimalConditions left, DecimalConditions right) {
    return left |= right;
  }
  friend constexpr bool operator==(DecimalConditions, DecimalConditions) = default;

 private:
  std::uint16_t bits_ = 0;
};

constexpr DecimalConditions operator|(DecimalCondition left, DecimalCondition right) {
  return DecimalConditions(left) | DecimalConditions(right);
}

struct DecimalContext {
  static constexpr std::int32_t kMaxExponent = 999'999'999;
  // No coefficient, even an intermediate one, grows beyond this many digits.
  static constexpr std::int64_t kMaxWorkingDigits = 100'000;

  std::int32_t precision = 34;  // 1..999,999,999 significant digits
  Rounding rounding = Rounding::half_even;
  std::int32_t emax = kMaxExponent;   // largest exponent of the first digit
  std::int32_t emin = -kMaxExponent;  // smallest exponent of a normal number's first digit
  bool clamp = false;                 // keep exponents storable, as the IEEE formats do

  static constexpr DecimalContext decimal64() { return {16, Rounding::half_even, 384, -383, true}; }
  static constexpr DecimalContext decimal128() {
    return {34, Rounding::half_even, 6144, -6143, true};
  }

  // The smallest and largest exponent of the last digit of a full-length coefficient.
  constexpr std::int64_t etiny() const { return std::int64_t{emin} - (precision - 1); }
  constexpr std::int64_t etop() const { return std::int64_t{emax} - (precision - 1); }
};

struct DecimalResult {
  Decimal value;
  DecimalConditions conditions;
};

// to-number: numeric text of the specification, including "Infinity", "NaN123" and "sNaN", rounded
// to the context. Malformed text is NaN with conversion_syntax.
DecimalResult to_number(std::string_view text, const DecimalContext& context);

DecimalResult add(const Decimal& left, const Decimal& right, const DecimalContext& context);
DecimalResult subtract(const Decimal& left, const Decimal& right, const DecimalContext& context);
DecimalResult multiply(const Decimal& left, const Decimal& right, const DecimalContext& context);
// left * right + addend with one rounding.
DecimalResult fused_multiply_add(const Decimal& left, const Decimal& right, const Decimal& addend,
                                 const DecimalContext& context);
DecimalResult divide(const Decimal& dividend, const Decimal& divisor,
                     const DecimalContext& context);
// The quotient cut to an integer, and what remains of the dividend after taking it away.
DecimalResult divide_integer(const Decimal& dividend, const Decimal& divisor,
                             const DecimalContext& context);
DecimalResult remainder(const Decimal& dividend, const Decimal& divisor,
                        const DecimalContext& context);

// Rounded to the context, as is, negated, or without its sign.
DecimalResult plus(const Decimal& value, const DecimalContext& context);
DecimalResult minus(const Decimal& value, const DecimalContext& context);
DecimalResult abs(const Decimal& value, const DecimalContext& context);
// Rounded (a zero keeps its sign), then without trailing zeros.
DecimalResult reduce(const Decimal& value, const DecimalContext& context);

// The value with the exponent of `pattern` (quantize), or with the exponent that the integer
// `exponent` says (rescale). Invalid when that takes more digits than the precision.
DecimalResult quantize(const Decimal& value, const Decimal& pattern, const DecimalContext& context);
DecimalResult rescale(const Decimal& value, const Decimal& exponent, const DecimalContext& context);
// An integer of the same magnitude; `_exact` reports inexact and rounded, the other never does.
DecimalResult to_integral_value(const Decimal& value, const DecimalContext& context);
DecimalResult to_integral_exact(const Decimal& value, const DecimalContext& context);

// -1, 0 or 1 by value; a NaN operand gives NaN. compare_signal is invalid for any NaN.
DecimalResult compare(const Decimal& left, const Decimal& right, const DecimalContext& context);
DecimalResult compare_signal(const Decimal& left, const Decimal& right,
                             const DecimalContext& context);
// The larger and the smaller operand, rounded; a quiet NaN loses to a number.
DecimalResult max(const Decimal& left, const Decimal& right, const DecimalContext& context);
DecimalResult min(const Decimal& left, const Decimal& right, const DecimalContext& context);

// A total order over representations, NaN included: -NaN < -Infinity < -1 < -0 < 0 < 1.00 < 1.0 < 1
// < Infinity < sNaN < NaN.
std::strong_ordering compare_total(const Decimal& left, const Decimal& right);
// Whether both have the same exponent (or are both infinite, or both NaN).
bool same_quantum(const Decimal& left, const Decimal& right);

}  // namespace sangam
