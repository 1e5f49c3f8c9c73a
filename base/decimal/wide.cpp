#include "base/decimal/wide.h"

#include <algorithm>

#include "base/assert.h"

namespace sangam::decimal_internal {
namespace {

using std::uint64_t;

constexpr Wide times(const Wide& value, uint64_t factor) {
  Wide product;
  uint64_t carry = 0;
  for (int index = 0; index < 4; ++index) {
    const uint128 sum = static_cast<uint128>(value.limbs[index]) * factor + carry;
    product.limbs[index] = static_cast<uint64_t>(sum);
    carry = static_cast<uint64_t>(sum >> 64);
  }
  return product;
}

constexpr std::array<Wide, kWideDigits + 1> wide_powers_of_ten() {
  std::array<Wide, kWideDigits + 1> powers{};
  powers[0] = Wide(1);
  for (int index = 1; index <= kWideDigits; ++index)
    powers[index] = times(powers[index - 1], 10);
  return powers;
}
constexpr auto kTenToWide = wide_powers_of_ten();

// The limb at `index` of value << shift, shift below 64.
inline uint64_t shifted_limb(const Wide& value, int index, int shift) {
  return shifted_word(value.limbs[index], index > 0 ? value.limbs[index - 1] : 0, shift);
}

inline int top_limb(const Wide& value) {
  int top = 3;
  while (top > 0 && value.limbs[top] == 0)
    --top;
  return top;
}

// The limbs of a Wide as separate words, so that they live in registers between divisions.
struct Words {
  uint64_t first, second, third, fourth;

  explicit Words(const Wide& value)
      : first(value.limbs[0]),
        second(value.limbs[1]),
        third(value.limbs[2]),
        fourth(value.limbs[3]) {}

  // *this /= divisor; returns the remainder. Words above the highest that is not zero are skipped.
  inline uint64_t divide(const Reciprocal& by) {
    uint64_t rest = 0;
    if (fourth != 0) {
      rest = shifted_word(0, fourth, by.shift);
      fourth = divide_2_by_1(rest, shifted_word(fourth, third, by.shift), by);
      third = divide_2_by_1(rest, shifted_word(third, second, by.shift), by);
    } else if (third != 0) {
      rest = shifted_word(0, third, by.shift);
      third = divide_2_by_1(rest, shifted_word(third, second, by.shift), by);
    } else {
      rest = shifted_word(0, second, by.shift);
    }
    second = divide_2_by_1(rest, shifted_word(second, first, by.shift), by);
    first = divide_2_by_1(rest, shifted_word(first, 0, by.shift), by);
    return rest >> by.shift;
  }

  Wide wide() const {
    Wide value;
    value.limbs = {first, second, third, fourth};
    return value;
  }
};

inline uint64_t divide_in_place(Wide& value, const Reciprocal& by) {
  Words words(value);
  const uint64_t rest = words.divide(by);
  value = words.wide();
  return rest;
}

// Inverse of a normalized two-limb divisor. Möller and Granlund, algorithm 6.
uint64_t inverse_3_by_2(uint64_t high, uint64_t low) {
  uint64_t inverse = reciprocal_of(high).inverse;
  uint64_t product = high * inverse + low;
  if (product < low) {
    --inverse;
    if (product >= high) {
      --inverse;
      product -= high;
    }
    product -= high;
  }
  const uint128 correction = static_cast<uint128>(inverse) * low;
  product += static_cast<uint64_t>(correction >> 64);
  if (product < static_cast<uint64_t>(correction >> 64)) {
    --inverse;
    const uint128 rest = static_cast<uint128>(product) << 64 | static_cast<uint64_t>(correction);
    if (rest >= (static_cast<uint128>(high) << 64 | low)) --inverse;
  }
  return inverse;
}

// Divides rest:low by a normalized two-limb divisor, rest below it. Algorithm 5 of the same paper.
inline uint64_t divide_3_by_2(uint128& rest, uint64_t low, uint128 divisor, uint64_t inverse) {
  const auto rest_high = static_cast<uint64_t>(rest >> 64);
  const auto rest_low = static_cast<uint64_t>(rest);
  const uint128 estimate = static_cast<uint128>(inverse) * rest_high + rest;
  auto quotient = static_cast<uint64_t>(estimate >> 64);
  const uint64_t middle = rest_low - quotient * static_cast<uint64_t>(divisor >> 64);
  const uint128 back = static_cast<uint128>(static_cast<uint64_t>(divisor)) * quotient;
  uint128 remainder = (static_cast<uint128>(middle) << 64 | low) - back - divisor;
  ++quotient;
  if (static_cast<uint64_t>(remainder >> 64) >= static_cast<uint64_t>(estimate)) {
    --quotient;
    remainder += divisor;
  }
  if (remainder >= divisor) [[unlikely]] {
    ++quotient;
    remainder -= divisor;
  }
  rest = remainder;
  return quotient;
}

Divided<Wide> divide_by_two_limbs(const Wide& dividend, uint128 divisor) {
  const int shift = std::countl_zero(static_cast<uint64_t>(divisor >> 64));
  const uint128 normalized = divisor << shift;
  const uint64_t inverse =
      inverse_3_by_2(static_cast<uint64_t>(normalized >> 64), static_cast<uint64_t>(normalized));
  Divided<Wide> result;
  const int top = std::max(top_limb(dividend), 1);
  const uint64_t above = shifted_word(0, dividend.limbs[top], shift);
  uint128 rest = static_cast<uint128>(above) << 64 | shifted_limb(dividend, top, shift);
  for (int index = top - 1; index >= 0; --index) {
    result.quotient.limbs[index] =
        divide_3_by_2(rest, shifted_limb(dividend, index, shift), normalized, inverse);
  }
  result.remainder = Wide(rest >> shift);
  return result;
}

}  // namespace

int digits(const Wide& value) {
  if (value.fits_128() && value.low_128() < kTenTo128[kSmallDigits]) return digits(value.low_128());
  const int top = top_limb(value);
  const int bits = 64 * (top + 1) - std::countl_zero(value.limbs[top]);
  const int estimate = bits * 1233 >> 12;
  return estimate + (compare(value, kTenToWide[estimate]) >= 0 ? 1 : 0);
}

std::uint32_t last_digit(const Wide& value) {
  // Every power of 2^64 ends in 6.
  const uint64_t upper = value.limbs[1] % 10 + value.limbs[2] % 10 + value.limbs[3] % 10;
  return static_cast<std::uint32_t>((value.limbs[0] % 10 + 6 * upper) % 10);
}

std::strong_ordering compare(const Wide& left, const Wide& right) {
  for (int index = 3; index > 0; --index) {
    if (left.limbs[index] != right.limbs[index]) return left.limbs[index] <=> right.limbs[index];
  }
  return left.limbs[0] <=> right.limbs[0];
}

Wide add(const Wide& left, const Wide& right) {
  Wide sum;
  unsigned long long carry = 0;
  for (int index = 0; index < 4; ++index) {
    sum.limbs[index] = __builtin_addcll(left.limbs[index], right.limbs[index], carry, &carry);
  }
  SANGAM_ASSERT(carry == 0);
  return sum;
}

Wide subtract(const Wide& left, const Wide& right) {
  Wide difference;
  unsigned long long borrow = 0;
  for (int index = 0; index < 4; ++index) {
    difference.limbs[index] =
        __builtin_subcll(left.limbs[index], right.limbs[index], borrow, &borrow);
  }
  SANGAM_ASSERT(borrow == 0);
  return difference;
}

Wide multiply(uint128 left, uint128 right) {
  const auto left_low = static_cast<uint64_t>(left);
  const auto left_high = static_cast<uint64_t>(left >> 64);
  const auto right_low = static_cast<uint64_t>(right);
  const auto right_high = static_cast<uint64_t>(right >> 64);
  const uint128 low = static_cast<uint128>(left_low) * right_low;
  if ((left_high | right_high) == 0) return Wide(low);
  const uint128 cross = static_cast<uint128>(left_low) * right_high;
  const uint128 middle = static_cast<uint128>(left_high) * right_low +
                         static_cast<uint64_t>(cross) + static_cast<uint64_t>(low >> 64);
  const uint128 high = static_cast<uint128>(left_high) * right_high +
                       static_cast<uint64_t>(cross >> 64) + static_cast<uint64_t>(middle >> 64);
  Wide product;
  product.limbs = {static_cast<uint64_t>(low), static_cast<uint64_t>(middle),
                   static_cast<uint64_t>(high), static_cast<uint64_t>(high >> 64)};
  return product;
}

Wide lengthen(const Wide& value, std::int64_t count) {
  if (count <= kSmallDigits && value.fits_128()) {
    return multiply(value.low_128(), kTenTo128[static_cast<std::size_t>(count)]);
  }
  SANGAM_ASSERT(count <= kWideDigits);
  Wide longer = value;
  while (count > 0) {
    const std::int64_t step = std::min<std::int64_t>(count, 19);
    longer = times(longer, kTenTo64[static_cast<std::size_t>(step)]);
    count -= step;
  }
  return longer;
}

std::uint64_t divide_by_ten_to(Wide& value, int power) {
  return divide_in_place(value, kTenReciprocals[static_cast<std::size_t>(power)]);
}

Shortened<Wide> shorten(const Wide& value, std::int64_t count) {
  if (count == 0) return {value, Tail::zero};
  if (count > kWideDigits + 1) return {Wide(), is_zero(value) ? Tail::zero : Tail::below_half};
  Words words(value);
  int left = static_cast<int>(count);
  bool more_below = false;
  for (; left > 19; left -= 19)
    more_below |= words.divide(kTenReciprocals[19]) != 0;
  const auto power = static_cast<std::size_t>(left);
  const uint64_t rest = words.divide(kTenReciprocals[power]);
  return {words.wide(), tail_of(rest, kTenTo64[power] / 2, more_below)};
}

Divided<Wide> divide(const Wide& dividend, const Wide& divisor) {
  SANGAM_ASSERT(divisor.fits_128());
  if (divisor.limbs[1] != 0) return divide_by_two_limbs(dividend, divisor.low_128());
  SANGAM_ASSERT(divisor.limbs[0] != 0);
  Divided<Wide> result{dividend, Wide()};
  result.remainder = Wide(divide_in_place(result.quotient, reciprocal_of(divisor.limbs[0])));
  return result;
}

std::int64_t strip_zeros(Wide& value, std::int64_t limit) {
  std::int64_t stripped = 0;
  for (int step = 16; step > 0;) {
    // A multiple of 10^step ends in `step` zero bits: most values are told apart without dividing.
    const bool may_divide =
        stripped + step <= limit && (value.limbs[0] & ((uint64_t{1} << step) - 1)) == 0;
    Wide shorter = value;
    if (may_divide && divide_by_ten_to(shorter, step) == 0) {
      value = shorter;
      stripped += step;
    } else {
      step /= 2;
    }
  }
  return stripped;
}

}  // namespace sangam::decimal_internal
