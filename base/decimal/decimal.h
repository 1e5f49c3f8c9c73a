#pragma once

// Decimal: exact decimal numbers for rates, prices and computed figures (money that is held is
// Amount, whole units of an asset; money that is being worked out is Decimal).
//
//   Decimal rate = *Decimal::parse("8.75");
//   Decimal interest = divide(principal * rate * days, 36500, Scale{2}, Rounding::half_even);
//   if (!interest.is_finite()) ...   // some step failed: a zero divisor, a result too long
//
// Values, specials and text follow the General Decimal Arithmetic specification 1.70 (M.
// Cowlishaw), which IEEE 754-2008 decimals share: a value is (-1)^sign * coefficient * 10^exponent,
// so 1.0 and 1.00 are equal but are not the same representation, and the places of a figure survive
// arithmetic. The operations of that specification under a context (any precision, exponent limits,
// conditions) are in base/decimal/decimal_context.h; this header is what everyday code needs.
//
// Two rules keep money honest:
//  * +, - and * are exact. They never round; a result of more than kMaxExactDigits digits is NaN.
//  * There is no operator /. A quotient names its places (or digits) and its rounding.
// Results of this header's operations have no negative zero; only text and contexts make one.
// Failure is a value: a NaN (or an infinity, from dividing by zero) passes through the remaining
// steps, so one is_finite() at the end checks the whole calculation.
//
// Coefficients of up to 38 digits are held inline and computed without allocation; longer ones are
// on the heap. Plain values: safe to copy and read on any thread, 32 bytes.

#include <compare>
#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace sangam {

namespace decimal_internal {
struct Natural;
struct Access;
struct NaturalDeleter {
  void operator()(const Natural* natural) const noexcept;
};
using NaturalPointer = std::unique_ptr<const Natural, NaturalDeleter>;
NaturalPointer clone(const Natural& natural);
__extension__ using uint128 = unsigned __int128;
}  // namespace decimal_internal

// What happens to the digits that do not fit. The names are the specification's.
enum class Rounding : std::uint8_t {
  ceiling,       // towards +infinity
  down,          // towards zero: the digits are cut off
  floor,         // towards -infinity
  half_down,     // to the nearest; a tie towards zero
  half_even,     // to the nearest; a tie to the even neighbour (bankers' rounding)
  half_up,       // to the nearest; a tie away from zero (what most tax rules say)
  up,            // away from zero
  zero_five_up,  // towards zero, but away from it when the last kept digit is 0 or 5 ("05up"), so
                 // that a later rounding to fewer digits is not misled
};

// Digits after the decimal point: Scale{2} is paise, Scale{0} whole numbers, Scale{-3} thousands.
struct Scale {
  std::int32_t places = 0;
};

// Significant digits, from 1: Precision{34} is IEEE 754 decimal128.
struct Precision {
  std::int32_t digits = 34;
};

class Decimal {
 public:
  // The longest coefficient that +, -, *, round and divide return, and that parse reads.
  static constexpr std::int32_t kMaxExactDigits = 1000;

  enum class Kind : std::uint8_t { finite, infinity, quiet_nan, signaling_nan };

  // Zero, with no decimal places.
  Decimal() noexcept = default;

  // Exactly the integer. Floating point does not convert: it is not decimal.
  template <std::integral Integer>
    requires(!std::same_as<Integer, bool> && sizeof(Integer) <= sizeof(std::uint64_t))
  Decimal(Integer value) noexcept  // NOLINT(google-explicit-constructor): whole numbers are exact
      : small_(value < 0 ? -static_cast<decimal_internal::uint128>(value)
                         : static_cast<decimal_internal::uint128>(value)),
        negative_(value < 0) {}

  Decimal(const Decimal& other)
      : small_(other.small_),
        large_(other.large_ ? decimal_internal::clone(*other.large_) : nullptr),
        exponent_(other.exponent_),
        kind_(other.kind_),
        negative_(other.negative_) {}
  Decimal(Decimal&&) noexcept = default;
  Decimal& operator=(const Decimal& other) {
    if (this != &other) *this = Decimal(other);
    return *this;
  }
  Decimal& operator=(Decimal&&) noexcept = default;
  ~Decimal() = default;

  // units * 10^-scale.places: from_units(12345, Scale{2}) is 123.45. `places` within -18..1000.
  static Decimal from_units(std::int64_t units, Scale scale) noexcept;

  // Reads a finite number: optional sign, digits with at most one point, optional exponent. Nothing
  // is rounded: "1.50" keeps its two places. nullopt when malformed, when longer than
  // kMaxExactDigits digits, when the exponent is beyond a billion, and for "NaN" and "Infinity"
  // (decimal_context.h reads those). Linear in the length.
  static std::optional<Decimal> parse(std::string_view text);

  static Decimal infinity(bool negative = false) noexcept;
  static Decimal not_a_number() noexcept;

  Kind kind() const noexcept { return kind_; }
  bool is_finite() const noexcept { return kind_ == Kind::finite; }
  bool is_infinite() const noexcept { return kind_ == Kind::infinity; }
  bool is_nan() const noexcept { return kind_ >= Kind::quiet_nan; }
  // The sign bit: also set on -0 and -NaN.
  bool is_negative() const noexcept { return negative_; }
  bool is_zero() const noexcept { return is_finite() && small_ == 0 && !large_; }
  // Meaningful for finite values. -exponent() is the number of decimal places.
  std::int32_t exponent() const noexcept { return exponent_; }
  // Digits of the coefficient (or of a NaN's payload), at least 1.
  std::int32_t digits() const noexcept;

  // Exactly this value, or nullopt when it is not finite, has a fraction, or is out of range.
  std::optional<std::int64_t> to_int64() const;
  // value * 10^scale.places exactly; nullopt as above: 123.45 has 12345 units at Scale{2}.
  std::optional<std::int64_t> to_units(Scale scale) const;

  // to-scientific-string of the specification: "123.45", "1.5E+10", "1E-7", "-Infinity", "NaN12".
  // Reading it back gives the same representation.
  std::string to_string() const;
  // Without an exponent: "15000000000", "0.0000001". nullopt when not finite or when that takes
  // more than kMaxExactDigits digits.
  std::optional<std::string> to_plain_string() const;
  // to-engineering-string: the exponent is a multiple of three.
  std::string to_engineering_string() const;

  Decimal operator-() const&;
  Decimal operator-() &&;

  friend Decimal operator+(const Decimal& left, const Decimal& right);
  friend Decimal operator-(const Decimal& left, const Decimal& right);
  friend Decimal operator*(const Decimal& left, const Decimal& right);
  Decimal& operator+=(const Decimal& right) { return *this = *this + right; }
  Decimal& operator-=(const Decimal& right) { return *this = *this - right; }
  Decimal& operator*=(const Decimal& right) { return *this = *this * right; }

  // By numerical value: 1.0 == 1.00, and 0 == -0. NaN is unordered, even with itself.
  friend std::partial_ordering operator<=>(const Decimal& left, const Decimal& right);
  friend bool operator==(const Decimal& left, const Decimal& right) {
    return (left <=> right) == 0;
  }

 private:
  friend struct decimal_internal::Access;

  decimal_internal::uint128 small_ = 0;     // the coefficient when below 10^38
  decimal_internal::NaturalPointer large_;  // the coefficient otherwise; null when small_ has it
  std::int32_t exponent_ = 0;
  Kind kind_ = Kind::finite;
  bool negative_ = false;
};

Decimal abs(Decimal value);

// The quotient, correctly rounded once. A zero divisor gives an infinity (0/0 NaN).
// Quadratic in the digits beyond 38.
Decimal divide(const Decimal& dividend, const Decimal& divisor, Scale scale, Rounding rounding);
Decimal divide(const Decimal& dividend, const Decimal& divisor, Precision precision,
               Rounding rounding);

// The value with exactly these places (zeros are added where it has fewer), or with at most these
// significant digits. round(2.675, Scale{2}, half_even) is 2.68; of 2.5 at Scale{0} it is 2.
Decimal round(const Decimal& value, Scale scale, Rounding rounding);
Decimal round(const Decimal& value, Precision precision, Rounding rounding);

// Without trailing zeros: 1.500 becomes 1.5, 100 becomes 1E+2, every zero becomes 0.
Decimal normalize(const Decimal& value);

}  // namespace sangam
