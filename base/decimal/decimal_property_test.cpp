// Laws that hold for every value, on seeded random ones of up to 90 digits: both the inline and the
// heap representation, and the borders between them.

#include <gtest/gtest.h>

#include <random>

#include "base/decimal/decimal_context.h"

namespace sangam {
namespace {

constexpr int kRounds = 20'000;
constexpr Rounding kRoundings[] = {Rounding::ceiling,   Rounding::down,        Rounding::floor,
                                   Rounding::half_down, Rounding::half_even,   Rounding::half_up,
                                   Rounding::up,        Rounding::zero_five_up};

class Values {
 public:
  explicit Values(std::uint64_t seed) : random_(seed) {}

  std::int64_t within(std::int64_t lowest, std::int64_t highest) {
    return std::uniform_int_distribution<std::int64_t>(lowest, highest)(random_);
  }

  // Runs of 0 and 9 are as frequent as mixed digits: carries and ties hide there.
  Decimal decimal(int most_digits = 90, int most_exponent = 40) {
    std::string text = within(0, 1) == 0 ? "-" : "";
    const std::int64_t length = within(1, most_digits);
    while (static_cast<std::int64_t>(text.size()) < length + 1) {
      const char run = within(0, 2) == 0 ? '9' : '0';
      const bool mixed = within(0, 1) == 0;
      for (std::int64_t left = within(1, 12); left > 0; --left) {
        text += mixed ? static_cast<char>('0' + within(0, 9)) : run;
      }
    }
    text += "E" + std::to_string(within(-most_exponent, most_exponent));
    return Decimal::parse(text).value();
  }

  Rounding rounding() { return kRoundings[within(0, 7)]; }

 private:
  std::mt19937_64 random_;
};

Decimal power_of_ten(std::int64_t exponent) {
  return Decimal::parse("1E" + std::to_string(exponent)).value();
}

TEST(DecimalProperty, RingLawsHoldExactly) {
  Values values(1);
  for (int round = 0; round < kRounds; ++round) {
    const Decimal a = values.decimal();
    const Decimal b = values.decimal();
    const Decimal c = values.decimal();
    ASSERT_EQ((a + b).to_string(), (b + a).to_string());
    ASSERT_EQ((a * b).to_string(), (b * a).to_string());
    ASSERT_EQ(((a + b) + c).to_string(), (a + (b + c)).to_string());
    ASSERT_EQ(((a * b) * c).to_string(), (a * (b * c)).to_string());
    ASSERT_EQ(a * (b + c), a * b + a * c);
    ASSERT_EQ(a - b, -(b - a));
    ASSERT_TRUE((a - a).is_zero());
    ASSERT_EQ(a + b - b, a);
    ASSERT_EQ((a + b) * (a - b), a * a - b * b);
  }
}

TEST(DecimalProperty, TextRoundTrips) {
  Values values(2);
  for (int round = 0; round < kRounds; ++round) {
    const Decimal a = values.decimal();
    const Decimal again = Decimal::parse(a.to_string()).value();
    ASSERT_EQ(again.to_string(), a.to_string());
    ASSERT_EQ(compare_total(again, a), std::strong_ordering::equal);
    ASSERT_EQ(Decimal::parse(a.to_plain_string().value()).value(), a);
    ASSERT_EQ(Decimal::parse(a.to_engineering_string()).value(), a);
    ASSERT_EQ(normalize(a), a);
  }
}

TEST(DecimalProperty, OrderAgreesWithTheDifference) {
  Values values(3);
  for (int round = 0; round < kRounds; ++round) {
    const Decimal a = values.decimal();
    const Decimal b = values.within(0, 3) == 0 ? normalize(a) : values.decimal();
    const Decimal difference = a - b;
    ASSERT_EQ(a <=> b, difference <=> 0) << a.to_string() << " " << b.to_string();
    const auto total = compare_total(a, b);
    ASSERT_EQ(compare_total(b, a), 0 <=> total);
    ASSERT_EQ(total == 0, a.to_string() == b.to_string());
  }
}

// Whether the error (rounded minus exact) is one that the rounding promises, given the unit of the
// last place of the result and whether that place has an odd digit.
bool keeps_promise(const Decimal& error, const Decimal& unit, bool negative, bool odd,
                   Rounding rounding) {
  if (abs(error) >= unit) return false;
  const Decimal twice = abs(error) * 2;
  const bool away = negative ? error < 0 : error > 0;
  switch (rounding) {
    case Rounding::ceiling:
      return error >= 0;
    case Rounding::floor:
      return error <= 0;
    case Rounding::down:
      return !away;
    case Rounding::up:
      return away || error.is_zero();
    case Rounding::half_even:
      return twice < unit || (twice == unit && !odd);
    case Rounding::half_up:
      return twice < unit || (twice == unit && away);
    case Rounding::half_down:
      return twice < unit || (twice == unit && !away);
    case Rounding::zero_five_up:
      return true;  // decTest and the unit examples look at the digit
  }
  return false;
}

bool last_digit_is_odd(const Decimal& value) {
  const std::string text = value.to_plain_string().value();
  const std::size_t last = text.find_last_not_of('.');
  const std::size_t zeros = value.exponent() > 0 ? static_cast<std::size_t>(value.exponent()) : 0;
  return value.is_zero() ? false : (text[last - zeros] - '0') % 2 != 0;
}

TEST(DecimalProperty, RoundingKeepsItsPromiseAndIsIdempotent) {
  Values values(4);
  for (int index = 0; index < kRounds; ++index) {
    const Decimal a = values.decimal();
    const Scale scale{static_cast<std::int32_t>(values.within(-30, 60))};
    const Rounding rounding = values.rounding();
    const Decimal rounded = round(a, scale, rounding);
    ASSERT_EQ(rounded.exponent(), -scale.places);
    ASSERT_EQ(round(rounded, scale, values.rounding()).to_string(), rounded.to_string());
    ASSERT_TRUE(keeps_promise(rounded - a, power_of_ten(-scale.places), a.is_negative(),
                              last_digit_is_odd(rounded), rounding))
        << a.to_string() << " at " << scale.places;
  }
}

TEST(DecimalProperty, QuotientsToPlacesAreCorrectlyRounded) {
  Values values(5);
  for (int index = 0; index < kRounds; ++index) {
    const int most_digits = index % 2 == 0 ? 34 : 90;
    const Decimal a = values.decimal(most_digits);
    const Decimal b = values.decimal(most_digits);
    if (b.is_zero()) continue;
    const Scale scale{static_cast<std::int32_t>(values.within(-10, 40))};
    const Rounding rounding = values.rounding();
    const Decimal quotient = divide(a, b, scale, rounding);
    ASSERT_EQ(quotient.exponent(), -scale.places);
    // Times |b|, so that no division is needed to judge: the error and the unit both grow by it.
    const Decimal error = (quotient * b - a) * (b.is_negative() ? -1 : 1);
    ASSERT_TRUE(keeps_promise(error, power_of_ten(-scale.places) * abs(b),
                              a.is_negative() != b.is_negative(), last_digit_is_odd(quotient),
                              rounding))
        << a.to_string() << " / " << b.to_string() << " = " << quotient.to_string();
  }
}

TEST(DecimalProperty, QuotientsToDigitsAreCorrectlyRounded) {
  Values values(6);
  for (int index = 0; index < kRounds; ++index) {
    const int digits = static_cast<int>(values.within(1, 60));
    const Decimal a = values.decimal(index % 2 == 0 ? 34 : 90);
    const Decimal b = values.decimal(index % 2 == 0 ? 38 : 90);
    if (a.is_zero() || b.is_zero()) continue;
    const Rounding rounding = values.rounding();
    const Decimal quotient = divide(a, b, Precision{digits}, rounding);
    ASSERT_LE(quotient.digits(), digits);
    const Decimal error = (quotient * b - a) * (b.is_negative() ? -1 : 1);
    if (error.is_zero()) continue;  // exact: fewer digits than asked, nothing was rounded
    const Decimal unit = power_of_ten(quotient.exponent()) * abs(b);
    ASSERT_TRUE(keeps_promise(error, unit, a.is_negative() != b.is_negative(),
                              last_digit_is_odd(quotient), rounding))
        << a.to_string() << " / " << b.to_string() << " = " << quotient.to_string();
  }
}

TEST(DecimalProperty, QuotientAndRemainderRestoreTheDividend) {
  Values values(7);
  const DecimalContext context{.precision = 400};
  for (int index = 0; index < kRounds; ++index) {
    const Decimal a = values.decimal();
    const Decimal b = values.decimal();
    if (b.is_zero()) continue;
    const Decimal quotient = divide_integer(a, b, context).value;
    const Decimal rest = remainder(a, b, context).value;
    ASSERT_EQ(quotient * b + rest, a);
    ASSERT_LT(abs(rest), abs(b));
    ASSERT_TRUE(rest.is_zero() || rest.is_negative() == a.is_negative());
  }
}

TEST(DecimalProperty, EveryPrecisionRoundsTheExactResultOnce) {
  Values values(8);
  for (int index = 0; index < kRounds; ++index) {
    const Decimal a = values.decimal(38);
    const Decimal b = values.decimal(38);
    const DecimalContext context{.precision = static_cast<std::int32_t>(values.within(1, 60)),
                                 .rounding = values.rounding()};
    ASSERT_EQ(add(a, b, context).value, plus(a + b, context).value);
    ASSERT_EQ(multiply(a, b, context).value, plus(a * b, context).value);
    ASSERT_EQ(fused_multiply_add(a, b, a, context).value, plus(a * b + a, context).value);
  }
}

TEST(DecimalProperty, SmallIntegersAgreeWithTheProcessor) {
  Values values(9);
  for (int index = 0; index < kRounds; ++index) {
    const std::int64_t a = values.within(-2'000'000'000, 2'000'000'000);
    const std::int64_t b = values.within(-2'000'000'000, 2'000'000'000);
    ASSERT_EQ((Decimal(a) + b).to_int64(), a + b);
    ASSERT_EQ((Decimal(a) - b).to_int64(), a - b);
    ASSERT_EQ((Decimal(a) * b).to_int64(), a * b);
    ASSERT_EQ(Decimal(a) <=> Decimal(b), a <=> b);
    if (b == 0) continue;
    ASSERT_EQ(divide(a, b, Scale{0}, Rounding::down).to_int64(), a / b);
    ASSERT_EQ(remainder(a, b, {}).value.to_int64(), a % b);
  }
}

}  // namespace
}  // namespace sangam
