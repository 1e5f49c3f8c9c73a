// The 256-bit and the unlimited integers compute the same.

#include "base/decimal/wide.h"

#include <gtest/gtest.h>

#include <random>

#include "base/decimal/natural.h"

namespace sangam::decimal_internal {
namespace {

constexpr int kRounds = 50'000;

class Integers {
 public:
  // Any length, with runs of ones and zeros at the top where estimates of quotients go wrong.
  uint128 below_128(int most_bits = 128) {
    uint128 value = static_cast<uint128>(random_()) << 64 | random_();
    if (random_() % 3 == 0) value |= ~uint128{0} << (random_() % 128);
    if (random_() % 3 == 0) value &= ~uint128{0} << (random_() % 128);
    const int bits = static_cast<int>(random_() % static_cast<std::uint64_t>(most_bits)) + 1;
    return value >> (128 - bits);
  }
  Wide wide() {
    const Wide product = multiply(below_128(), below_128());
    return random_() % 2 == 0 ? product : Wide(below_128());
  }
  std::int64_t count(std::uint64_t most) {
    return static_cast<std::int64_t>(random_() % (most + 1));
  }

 private:
  std::mt19937_64 random_{20};
};

void expect_same(const Wide& wide, const Natural& natural) {
  ASSERT_EQ(compare(Natural(wide), natural), std::strong_ordering::equal);
}

TEST(Wide, CountsDigitsAtEveryPowerOfTen) {
  Wide power(1);
  for (int length = 1; length <= kWideDigits; ++length) {
    ASSERT_EQ(digits(power), length);
    ASSERT_EQ(digits(Natural(power)), length);
    if (length > 1) ASSERT_EQ(digits(subtract(power, Wide(1))), length - 1);
    power = lengthen(power, 1);
  }
  EXPECT_EQ(digits(Wide()), 1);
}

TEST(Wide, AgreesWithNaturalOnSumsAndProducts) {
  Integers integers;
  for (int round = 0; round < kRounds; ++round) {
    const uint128 a = integers.below_128();
    const uint128 b = integers.below_128();
    const Wide product = multiply(a, b);
    ASSERT_NO_FATAL_FAILURE(expect_same(product, multiply(Natural(a), Natural(b))));
    ASSERT_NO_FATAL_FAILURE(expect_same(add(Wide(a), Wide(b)), add(Natural(a), Natural(b))));
    if (b != 0) {
      ASSERT_NO_FATAL_FAILURE(
          expect_same(subtract(product, Wide(a)), subtract(Natural(product), Natural(a))));
    }
    ASSERT_EQ(last_digit(product), last_digit(Natural(product)));
    ASSERT_EQ(digits(product), digits(Natural(product)));
  }
}

TEST(Wide, DivisionAgreesWithNaturalAndWithMultiplication) {
  Integers integers;
  for (int round = 0; round < kRounds; ++round) {
    const Wide dividend = integers.wide();
    const uint128 divisor = integers.below_128();
    if (divisor == 0) continue;
    const auto ours = divide(dividend, Wide(divisor));
    const auto theirs = divide(Natural(dividend), Natural(divisor));
    ASSERT_NO_FATAL_FAILURE(expect_same(ours.quotient, theirs.quotient));
    ASSERT_NO_FATAL_FAILURE(expect_same(ours.remainder, theirs.remainder));
    ASSERT_NO_FATAL_FAILURE(
        expect_same(dividend, add(multiply(theirs.quotient, Natural(divisor)), theirs.remainder)));
  }
}

TEST(Wide, ShorteningAgreesWithDivision) {
  Integers integers;
  for (int round = 0; round < kRounds; ++round) {
    const Wide value = integers.wide();
    const std::int64_t count = integers.count(80);
    const auto ours = shorten(value, count);
    const Natural natural(value);
    const auto theirs = shorten(natural, count);
    ASSERT_NO_FATAL_FAILURE(expect_same(ours.kept, theirs.kept));
    ASSERT_EQ(ours.tail, theirs.tail);
    const Natural power = lengthen(Natural(uint128{1}), count);
    const auto divided = divide(natural, power);
    ASSERT_NO_FATAL_FAILURE(expect_same(ours.kept, divided.quotient));
    const auto twice = compare(add(divided.remainder, divided.remainder), power);
    const Tail tail = is_zero(divided.remainder) ? Tail::zero
                      : twice < 0                ? Tail::below_half
                      : twice == 0               ? Tail::half
                                                 : Tail::above_half;
    ASSERT_EQ(ours.tail, tail);
  }
}

TEST(Wide, StripsExactlyTheTrailingZeros) {
  Integers integers;
  for (int round = 0; round < kRounds; ++round) {
    const uint128 odd = integers.below_128(100) | 1;
    const std::int64_t zeros = odd % 5 == 0 ? 0 : integers.count(38);
    Wide value = lengthen(Wide(odd), zeros);
    Natural natural(value);
    const std::int64_t limit = integers.count(40);
    const std::int64_t expected = odd % 5 == 0 ? 0 : std::min(zeros, limit);
    ASSERT_EQ(strip_zeros(value, limit), expected);
    ASSERT_EQ(strip_zeros(natural, limit), expected);
    ASSERT_NO_FATAL_FAILURE(expect_same(value, natural));
  }
}

TEST(Natural, DivisionRestoresTheDividend) {
  std::mt19937_64 random(21);
  const auto natural = [&](std::size_t most_limbs) {
    Natural value;
    for (std::size_t left = random() % most_limbs + 1; left > 0; --left) {
      const std::uint64_t kind = random() % 4;
      value.limbs.push_back(kind == 0   ? 0
                            : kind == 1 ? Natural::kBase - 1
                                        : static_cast<std::uint32_t>(random() % Natural::kBase));
    }
    value.limbs.push_back(static_cast<std::uint32_t>(random() % (Natural::kBase - 1)) + 1);
    return value;
  };
  for (int round = 0; round < kRounds; ++round) {
    const Natural divisor = natural(8);
    const Natural quotient = natural(8);
    const Natural rest = divide(natural(8), divisor).remainder;
    const auto again = divide(add(multiply(quotient, divisor), rest), divisor);
    ASSERT_EQ(again.quotient.limbs, quotient.limbs);
    ASSERT_EQ(again.remainder.limbs, rest.limbs);
  }
}

}  // namespace
}  // namespace sangam::decimal_internal
