#include "base/decimal/decimal.h"

#include <gtest/gtest.h>

#include <limits>

#include "base/decimal/decimal_context.h"

namespace sangam {
namespace {

Decimal d(std::string_view text) {
  const auto value = Decimal::parse(text);
  EXPECT_TRUE(value.has_value()) << text;
  return value.value_or(Decimal::not_a_number());
}

TEST(Decimal, ReadsAndWritesTheSameRepresentation) {
  for (const char* text :
       {"0", "-0", "0.00", "1", "-1.50", "123456789.123456789", "1E+3", "1.5E-9", "0.000001",
        "1E-7", "99999999999999999999999999999999999999", "100000000000000000000000000000000000000",
        "1234567890123456789012345678901234567890.12345678901234567890"}) {
    EXPECT_EQ(d(text).to_string(), text);
  }
  EXPECT_EQ(d("+.5").to_string(), "0.5");
  EXPECT_EQ(d("5.").to_string(), "5");
  EXPECT_EQ(d("0001.10").to_string(), "1.10");
  EXPECT_EQ(d("12e-2").to_string(), "0.12");
}

TEST(Decimal, RefusesWhatIsNoFiniteNumber) {
  for (const char* text :
       {"", "-", ".", "1.2.3", "1e", "1e+", "e5", "--1", " 1", "1 ", "1,000", "NaN", "Infinity",
        "-inf", "0x10", "1_000", "\xE0\xA5\xA7", "1E+1000000000"}) {
    EXPECT_FALSE(Decimal::parse(text).has_value()) << text;
  }
  EXPECT_TRUE(Decimal::parse(std::string(1000, '9')).has_value());
  EXPECT_FALSE(Decimal::parse(std::string(1001, '9')).has_value());
  EXPECT_TRUE(Decimal::parse(std::string(5000, '0') + "1").has_value());
}

TEST(Decimal, SumsAndProductsAreExact) {
  EXPECT_EQ((d("0.1") + d("0.2")).to_string(), "0.3");
  EXPECT_EQ((d("1.20") + d("2")).to_string(), "3.20");
  EXPECT_EQ((d("1") - d("1.00")).to_string(), "0.00");
  EXPECT_EQ((d("-0.5") * d("0.50")).to_string(), "-0.250");
  EXPECT_EQ((d("99999999999999999999999999999999999999") + 1).to_string(),
            "100000000000000000000000000000000000000");
  EXPECT_EQ((d("1E+50") + d("1E-50") - d("1E+50")).to_string(), "1E-50");
  EXPECT_EQ((d("12345678901234567890.12345") * d("98765432109876543210.54321")).to_string(),
            "1219326311370217952256362689941167415782.8684592745");
  Decimal total = 10;
  total += d("0.5");
  total -= 1;
  total *= 3;
  EXPECT_EQ(total.to_string(), "28.5");
}

TEST(Decimal, AResultTooLongIsNaNAndStaysNaN) {
  const Decimal sum = d("1E+2000") + 1;
  EXPECT_TRUE(sum.is_nan());
  EXPECT_FALSE((sum * 0).is_finite());
  EXPECT_FALSE(sum == sum);
  EXPECT_FALSE(round(sum, Scale{2}, Rounding::half_even).is_finite());
  EXPECT_EQ((d("1E+999") + 1).digits(), 1000);
}

TEST(Decimal, ThereIsNoNegativeZeroInEverydayArithmetic) {
  EXPECT_EQ((-Decimal(0)).to_string(), "0");
  EXPECT_EQ((Decimal(-1) * 0).to_string(), "0");
  EXPECT_EQ((d("-0.0") + d("-0")).to_string(), "0.0");
  EXPECT_EQ(round(d("-0.001"), Scale{2}, Rounding::half_even).to_string(), "0.00");
  EXPECT_EQ(divide(d("-1"), 1000, Scale{2}, Rounding::down).to_string(), "0.00");
}

TEST(Decimal, DivisionNamesItsPlacesOrDigits) {
  EXPECT_EQ(divide(2, 3, Scale{2}, Rounding::half_even).to_string(), "0.67");
  EXPECT_EQ(divide(1, 8, Scale{2}, Rounding::half_even).to_string(), "0.12");
  EXPECT_EQ(divide(1, 8, Scale{2}, Rounding::half_up).to_string(), "0.13");
  EXPECT_EQ(divide(-1, 8, Scale{2}, Rounding::floor).to_string(), "-0.13");
  EXPECT_EQ(divide(10, 4, Scale{4}, Rounding::half_even).to_string(), "2.5000");
  EXPECT_EQ(divide(98765, 1, Scale{-3}, Rounding::half_even).to_string(), "9.9E+4");
  EXPECT_EQ(divide(2, 3, Precision{5}, Rounding::down).to_string(), "0.66666");
  EXPECT_EQ(divide(10, 4, Precision{34}, Rounding::down).to_string(), "2.5");
  EXPECT_EQ(divide(1, 3, Scale{50}, Rounding::up).to_string(), "0." + std::string(49, '3') + "4");
  const Decimal interest =
      divide(d("100000.00") * d("8.75") * 31, 36500, Scale{2}, Rounding::half_even);
  EXPECT_EQ(interest.to_string(), "743.15");
}

TEST(Decimal, ATieIsDecidedByEverythingBelowIt) {
  // 0.125 exactly, and the least more: the digits far below still break the tie.
  const Decimal divisor = d("8");
  const Decimal slightly = Decimal(1) + d("1E-60");
  EXPECT_EQ(divide(1, divisor, Scale{2}, Rounding::half_down).to_string(), "0.12");
  EXPECT_EQ(divide(slightly, divisor, Scale{2}, Rounding::half_down).to_string(), "0.13");
  EXPECT_EQ(divide(d("5E-9"), d("3E-900"), Scale{-891}, Rounding::half_even).to_string(), "2E+891");
}

TEST(Decimal, DivisionByZeroIsNotFinite) {
  EXPECT_TRUE(divide(1, 0, Scale{2}, Rounding::half_even).is_infinite());
  EXPECT_TRUE(divide(0, 0, Scale{2}, Rounding::half_even).is_nan());
  EXPECT_TRUE(divide(-1, 0, Precision{9}, Rounding::half_even).is_negative());
  EXPECT_TRUE(divide(1, d("1E-2000"), Scale{0}, Rounding::half_even).is_nan());
  EXPECT_EQ(divide(5, Decimal::infinity(), Scale{2}, Rounding::up).to_string(), "0.00");
}

TEST(Decimal, RoundsInAllEightWays) {
  struct Row {
    Rounding rounding;
    std::array<const char*, 6> wants;  // of 1.25, 1.35, 1.21, -1.25, -1.29, 1.01
  };
  const Row rows[] = {
      {Rounding::ceiling, {"1.3", "1.4", "1.3", "-1.2", "-1.2", "1.1"}},
      {Rounding::down, {"1.2", "1.3", "1.2", "-1.2", "-1.2", "1.0"}},
      {Rounding::floor, {"1.2", "1.3", "1.2", "-1.3", "-1.3", "1.0"}},
      {Rounding::half_down, {"1.2", "1.3", "1.2", "-1.2", "-1.3", "1.0"}},
      {Rounding::half_even, {"1.2", "1.4", "1.2", "-1.2", "-1.3", "1.0"}},
      {Rounding::half_up, {"1.3", "1.4", "1.2", "-1.3", "-1.3", "1.0"}},
      {Rounding::up, {"1.3", "1.4", "1.3", "-1.3", "-1.3", "1.1"}},
      {Rounding::zero_five_up, {"1.2", "1.3", "1.2", "-1.2", "-1.2", "1.1"}},
  };
  const char* values[] = {"1.25", "1.35", "1.21", "-1.25", "-1.29", "1.01"};
  for (const Row& row : rows) {
    for (std::size_t index = 0; index < row.wants.size(); ++index) {
      EXPECT_EQ(round(d(values[index]), Scale{1}, row.rounding).to_string(), row.wants[index])
          << values[index] << " " << static_cast<int>(row.rounding);
      EXPECT_EQ(round(d(values[index]), Precision{2}, row.rounding).to_string(), row.wants[index]);
    }
  }
}

TEST(Decimal, RoundingAddsPlacesToo) {
  EXPECT_EQ(round(5, Scale{2}, Rounding::half_even).to_string(), "5.00");
  EXPECT_EQ(round(d("1E+3"), Scale{0}, Rounding::half_even).to_string(), "1000");
  EXPECT_EQ(round(d("1234567"), Scale{-3}, Rounding::half_even).to_string(), "1.235E+6");
  EXPECT_EQ(round(d("9.995"), Scale{2}, Rounding::half_up).to_string(), "10.00");
  EXPECT_TRUE(round(d("1E+998"), Scale{2}, Rounding::half_even).is_nan());
}

TEST(Decimal, ConvertsToAndFromIntegers) {
  constexpr auto kLowest = std::numeric_limits<std::int64_t>::min();
  constexpr auto kHighest = std::numeric_limits<std::int64_t>::max();
  for (const std::int64_t value : {kLowest, kLowest + 1, std::int64_t{0}, kHighest}) {
    EXPECT_EQ(Decimal(value).to_int64(), value);
    EXPECT_EQ(Decimal(value).to_string(), std::to_string(value));
    EXPECT_EQ(Decimal::from_units(value, Scale{2}).to_units(Scale{2}), value);
  }
  EXPECT_EQ(Decimal(std::numeric_limits<std::uint64_t>::max()).to_string(), "18446744073709551615");
  EXPECT_EQ((Decimal(kHighest) + 1).to_int64(), std::nullopt);
  EXPECT_EQ((Decimal(kLowest) - 1).to_int64(), std::nullopt);
  EXPECT_EQ(d("1.50").to_int64(), std::nullopt);
  EXPECT_EQ(d("2.00").to_int64(), 2);
  EXPECT_EQ(d("3E+5").to_int64(), 300'000);
  EXPECT_EQ(d("1E+900000000").to_int64(), std::nullopt);
  EXPECT_EQ(Decimal::not_a_number().to_int64(), std::nullopt);
  EXPECT_EQ(Decimal::from_units(12345, Scale{2}).to_string(), "123.45");
  EXPECT_EQ(d("123.45").to_units(Scale{2}), 12345);
  EXPECT_EQ(d("123.456").to_units(Scale{2}), std::nullopt);
}

TEST(Decimal, ComparesByValue) {
  EXPECT_EQ(d("1.0"), d("1.00"));
  EXPECT_EQ(d("0"), d("-0.00"));
  EXPECT_LT(d("-2"), d("1E-50"));
  EXPECT_LT(d("1E+5"), d("100000.00000000000000000000000000000000000000000000001"));
  EXPECT_GT(Decimal::infinity(), d("1E+900000000"));
  EXPECT_LT(Decimal::infinity(true), -5);
  EXPECT_FALSE(Decimal::not_a_number() < 1);
  EXPECT_LT(d("-1.5"), 1);
}

TEST(Decimal, PlainTextHasNoExponent) {
  EXPECT_EQ(d("1.5E+10").to_plain_string(), "15000000000");
  EXPECT_EQ(d("-1E-7").to_plain_string(), "-0.0000001");
  EXPECT_EQ(d("0E+9").to_plain_string(), "0");
  EXPECT_EQ(d("0.00").to_plain_string(), "0.00");
  EXPECT_EQ(d("1E+900000000").to_plain_string(), std::nullopt);
  EXPECT_EQ(d("1E-900000000").to_plain_string(), std::nullopt);
  EXPECT_EQ(Decimal::infinity().to_plain_string(), std::nullopt);
}

TEST(Decimal, NormalizeDropsTrailingZeros) {
  EXPECT_EQ(normalize(d("1.500")).to_string(), "1.5");
  EXPECT_EQ(normalize(d("100")).to_string(), "1E+2");
  EXPECT_EQ(normalize(d("0.000")).to_string(), "0");
  EXPECT_EQ(normalize(d("7" + std::string(60, '0'))).to_string(), "7E+60");
}

TEST(Decimal, CopiesAreIndependent) {
  const Decimal large = d(std::string(200, '7'));
  Decimal copy = large;
  copy += 1;
  EXPECT_EQ(large.to_string(), std::string(200, '7'));
  Decimal& same = copy;
  copy = same;
  EXPECT_EQ(copy.to_string(), std::string(199, '7') + "8");
  EXPECT_EQ(sizeof(Decimal), 32U);
}

TEST(DecimalContext, AFarAwayTermCostsNothing) {
  const auto sum = add(d("1E+900000000"), d("1E-900000000"), DecimalContext{.precision = 9});
  EXPECT_EQ(sum.value.to_string(), "1.00000000E+900000000");
  EXPECT_EQ(sum.conditions, DecimalCondition::inexact | DecimalCondition::rounded);
}

TEST(DecimalContext, RefusesMoreDigitsThanTheLimit) {
  const DecimalContext context{.precision = 999'999'999};
  EXPECT_TRUE(divide(1, 3, context).conditions.has(DecimalCondition::insufficient_storage));
  EXPECT_TRUE(
      add(d("1E+900000"), 1, context).conditions.has(DecimalCondition::insufficient_storage));
  EXPECT_TRUE(to_number(std::string(100'001, '1'), context)
                  .conditions.has(DecimalCondition::insufficient_storage));
}

TEST(DecimalContext, NaNKeepsItsPayloadAndSign) {
  const auto context = DecimalContext::decimal128();
  const Decimal nan = to_number("-sNaN42", context).value;
  const auto sum = add(1, nan, context);
  EXPECT_EQ(sum.value.to_string(), "-NaN42");
  EXPECT_TRUE(sum.conditions.has(DecimalCondition::invalid_operation));
}

}  // namespace
}  // namespace sangam
