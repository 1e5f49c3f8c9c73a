#pragma once

// Division of a few machine words by one word without the processor's divide, for divisors known in
// advance: N. Möller and T. Granlund, "Improved division by invariant integers", IEEE Transactions
// on Computers 60(2), 2011. Internal to base/decimal; inline because every rounding goes through
// it.

#include <array>
#include <bit>
#include <cstdint>

#include "base/decimal/decimal.h"

namespace sangam::decimal_internal {

template <class Number, int count>
constexpr std::array<Number, count> powers_of_ten() {
  std::array<Number, count> powers{};
  powers[0] = 1;
  for (int index = 1; index < count; ++index)
    powers[index] = powers[index - 1] * 10;
  return powers;
}
inline constexpr auto kTenTo64 = powers_of_ten<std::uint64_t, 20>();
inline constexpr auto kTenTo128 = powers_of_ten<uint128, 39>();

// A divisor shifted until its top bit is set, and floor((2^128 - 1) / divisor) - 2^64.
struct Reciprocal {
  std::uint64_t divisor = 0;
  std::uint64_t inverse = 0;
  int shift = 0;
};

// high:low / divisor, high below divisor.
constexpr std::uint64_t divide_words(std::uint64_t high, std::uint64_t low, std::uint64_t divisor) {
#if defined(__x86_64__)
  if !consteval {
    std::uint64_t quotient = low;
    std::uint64_t remainder = high;
    asm("divq %2" : "+a"(quotient), "+d"(remainder) : "r"(divisor) : "cc");
    return quotient;
  }
#endif
  return static_cast<std::uint64_t>((static_cast<uint128>(high) << 64 | low) / divisor);
}

constexpr Reciprocal reciprocal_of(std::uint64_t divisor) {
  const int shift = std::countl_zero(divisor);
  const std::uint64_t normalized = divisor << shift;
  return {normalized, divide_words(~normalized, ~std::uint64_t{0}, normalized), shift};
}

constexpr std::array<Reciprocal, 20> ten_reciprocals() {
  std::array<Reciprocal, 20> table{};
  for (int power = 0; power < 20; ++power)
    table[power] = reciprocal_of(kTenTo64[power]);
  return table;
}
inline constexpr auto kTenReciprocals = ten_reciprocals();

// Divides rest:low by the normalized divisor, rest below it; rest becomes the remainder. Algorithm
// 4 of the paper, with its first correction (as often needed as not) free of a branch.
inline std::uint64_t divide_2_by_1(std::uint64_t& rest, std::uint64_t low, const Reciprocal& by) {
  const uint128 estimate =
      static_cast<uint128>(by.inverse) * rest + (static_cast<uint128>(rest) << 64 | low);
  auto quotient = static_cast<std::uint64_t>(estimate >> 64) + 1;
  std::uint64_t remainder = low - quotient * by.divisor;
  const std::uint64_t too_large =
      std::uint64_t{0} - (remainder > static_cast<std::uint64_t>(estimate) ? 1 : 0);
  quotient += too_large;
  remainder += too_large & by.divisor;
  if (remainder >= by.divisor) [[unlikely]] {
    ++quotient;
    remainder -= by.divisor;
  }
  rest = remainder;
  return quotient;
}

// The word that `high` and `low` have in the middle when shifted left by less than 64.
inline std::uint64_t shifted_word(std::uint64_t high, std::uint64_t low, int shift) {
  return high << shift | low >> 1 >> (63 - shift);
}

// value /= divisor; returns the remainder.
inline std::uint64_t divide_in_place(uint128& value, const Reciprocal& by) {
  const auto high = static_cast<std::uint64_t>(value >> 64);
  const auto low = static_cast<std::uint64_t>(value);
  std::uint64_t rest = shifted_word(0, high, by.shift);
  const std::uint64_t upper = divide_2_by_1(rest, shifted_word(high, low, by.shift), by);
  const std::uint64_t lower = divide_2_by_1(rest, shifted_word(low, 0, by.shift), by);
  value = static_cast<uint128>(upper) << 64 | lower;
  return rest >> by.shift;
}

}  // namespace sangam::decimal_internal
