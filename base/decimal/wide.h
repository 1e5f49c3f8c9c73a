#pragma once

// Wide: unsigned 256-bit integers, the room in which coefficients of up to 38 digits are aligned,
// multiplied and divided without allocation. Internal to base/decimal.

#include <array>
#include <bit>
#include <compare>
#include <cstdint>

#include "base/decimal/decimal.h"
#include "base/decimal/reciprocal.h"

namespace sangam::decimal_internal {

// How the digits that were cut off compare with half a unit of the last digit kept.
enum class Tail : std::uint8_t { zero, below_half, half, above_half };

template <class Magnitude>
struct Shortened {
  Magnitude kept;
  Tail tail = Tail::zero;
};

template <class Magnitude>
struct Divided {
  Magnitude quotient;
  Magnitude remainder;
};

inline constexpr int kSmallDigits = 38;  // coefficients below 10^38 are held inline
inline constexpr int kWideDigits = 77;   // 10^77 is the largest power of ten below 2^256

struct Wide {
  std::array<std::uint64_t, 4> limbs{};  // least significant first

  constexpr Wide() = default;
  constexpr explicit Wide(uint128 value)
      : limbs{static_cast<std::uint64_t>(value), static_cast<std::uint64_t>(value >> 64), 0, 0} {}

  constexpr bool fits_128() const { return (limbs[2] | limbs[3]) == 0; }
  constexpr uint128 low_128() const { return static_cast<uint128>(limbs[1]) << 64 | limbs[0]; }
};

// Decimal digits; 1 for zero.
inline int digits(uint128 value) {
  const auto high = static_cast<std::uint64_t>(value >> 64);
  const auto low = static_cast<std::uint64_t>(value);
  const int bits = high != 0 ? 128 - std::countl_zero(high) : 64 - std::countl_zero(low | 1);
  const int estimate = bits * 1233 >> 12;  // 1233 / 4096 is just below log10(2)
  return estimate + (value >= kTenTo128[estimate] || estimate == 0 ? 1 : 0);
}

// Tail of a remainder that is below `whole`, given half of `whole` and whether digits below the
// remainder are non-zero.
inline Tail tail_of(std::uint64_t rest, std::uint64_t half, bool more_below) {
  if (rest == half) return more_below ? Tail::above_half : Tail::half;
  if (rest == 0 && !more_below) return Tail::zero;
  return rest > half ? Tail::above_half : Tail::below_half;
}

// value / 10^count, cut, and what was cut, of which more_below says that it goes on below the
// value's last digit. count 1..38.
// Inlined by force: returned through memory, the two words would be read back as one, which
// processors make wait.
[[gnu::always_inline]] inline Shortened<uint128> shorten(uint128 value, int count,
                                                         bool more_below = false) {
  if (count > 19) {
    more_below |= divide_in_place(value, kTenReciprocals[19]) != 0;
    count -= 19;
  }
  const auto power = static_cast<std::size_t>(count);
  const std::uint64_t rest = divide_in_place(value, kTenReciprocals[power]);
  return {value, tail_of(rest, kTenTo64[power] / 2, more_below)};
}

int digits(const Wide& value);
inline bool is_zero(const Wide& value) { return value.fits_128() && value.low_128() == 0; }
inline bool is_odd(const Wide& value) { return (value.limbs[0] & 1) != 0; }
std::uint32_t last_digit(const Wide& value);
std::strong_ordering compare(const Wide& left, const Wide& right);

// The caller makes sure that results fit 256 bits; subtract wants left >= right.
Wide add(const Wide& left, const Wide& right);
Wide subtract(const Wide& left, const Wide& right);
Wide multiply(uint128 left, uint128 right);
// value * 10^count.
Wide lengthen(const Wide& value, std::int64_t count);
// value / 10^count, cut, and what was cut. count >= 0.
Shortened<Wide> shorten(const Wide& value, std::int64_t count);
// value /= 10^power, power 1..19; returns the remainder.
std::uint64_t divide_by_ten_to(Wide& value, int power);
// divisor non-zero and below 2^128.
Divided<Wide> divide(const Wide& dividend, const Wide& divisor);
// Removes up to `limit` trailing zeros of a non-zero value; returns how many.
std::int64_t strip_zeros(Wide& value, std::int64_t limit);

}  // namespace sangam::decimal_internal
