#include "base/amount.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/assert.h"

namespace sangam {
namespace {

constexpr std::int64_t kLowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kHighest = std::numeric_limits<std::int64_t>::max();

Amount amount(std::string_view text) {
  Amount value;
  const auto fault = Amount::parse(text, value);
  SANGAM_ASSERT(!fault);
  return value;
}

std::string code_of(std::string_view text) {
  Amount value;
  const auto fault = Amount::parse(text, value);
  return fault ? std::string(fault->code) : "accepted";
}

std::string text_of(const Amount& value) {
  std::string text;
  value.format(text);
  return text;
}

Asset points(std::uint8_t scale) {
  Asset asset{.scale = scale, .kind = AssetKind::credit};
  SANGAM_ASSERT(!AssetCode::parse("POINTS", asset.code));
  return asset;
}

TEST(Amount, FillsUpTheScaleOfACurrency) {
  EXPECT_EQ(amount("12 INR").units, 1'200);
  EXPECT_EQ(amount("12.5 INR").units, 1'250);
  EXPECT_EQ(amount("-0.05 INR").units, -5);
  EXPECT_EQ(amount("7 JPY").units, 7);
  EXPECT_EQ(amount("7.123 BHD").units, 7'123);
  EXPECT_EQ(text_of(amount("12 INR")), "12.00 INR");
}

TEST(Amount, LosesNoDigits) {
  EXPECT_EQ(code_of("1.005 INR"), "wrong_scale");
  EXPECT_EQ(code_of("1.5 JPY"), "wrong_scale");
  EXPECT_EQ(code_of("1.500 INR"), "accepted");
  EXPECT_EQ(code_of("0.1234567890123456789 POINTS"), "wrong_scale");
}

TEST(Amount, RefusesWhatIsNoPlainDecimal) {
  for (const auto* text :
       {"", "INR", " INR", "1", "1.00", ".5 INR", "1. INR", "01 INR", "00 INR", "+1 INR", "1e2 INR",
        "1,000 INR", "--1 INR", "- INR", "0x1 INR", "1 000 INR", "NaN INR", "\u0967 INR"})
    EXPECT_NE(code_of(text), "accepted") << text;
  EXPECT_EQ(code_of("1 inr"), "not_an_asset");
  EXPECT_EQ(code_of("1  INR"), "not_an_asset");
}

TEST(Amount, EndsOfTheRange) {
  EXPECT_EQ(amount("92233720368547758.07 INR").units, kHighest);
  EXPECT_EQ(amount("-92233720368547758.08 INR").units, kLowest);
  EXPECT_EQ(code_of("92233720368547758.08 INR"), "out_of_range");
  EXPECT_EQ(code_of("922337203685477581 INR"), "out_of_range");
  EXPECT_EQ(text_of(amount("-92233720368547758.08 INR")), "-92233720368547758.08 INR");
}

TEST(UnitsIn, ConvertsScalesWithoutLoss) {
  EXPECT_EQ(units_in(amount("1.50 POINTS"), points(4)), 15'000);
  EXPECT_EQ(units_in(amount("1.50 POINTS"), points(1)), 15);
  EXPECT_EQ(units_in(amount("1.55 POINTS"), points(1)).error().code, "wrong_scale");
  EXPECT_EQ(units_in(amount("1.55 EUR"), points(1)).error().code, "wrong_asset");
  EXPECT_EQ(units_in(amount("10 POINTS"), points(18)).error().code, "out_of_range");
}

RC_GTEST_PROP(AmountProperty, FormatAndParseAreInverse, (std::int64_t units)) {
  for (const auto* code : {"INR", "JPY", "BHD", "CLF"}) {
    const Amount value{units, *iso_currency(code)};
    RC_ASSERT(amount(text_of(value)) == value);
  }
}

RC_GTEST_PROP(AmountProperty, UnitsSurviveAnyFinerScale, ()) {
  const auto units = *rc::gen::arbitrary<std::int32_t>();
  const auto scale = *rc::gen::inRange(0, 10);
  const auto finer = *rc::gen::inRange(scale, 10);
  Amount value{units, points(static_cast<std::uint8_t>(scale))};
  const auto converted = units_in(value, points(static_cast<std::uint8_t>(finer)));
  RC_ASSERT(converted.has_value());
  const Amount fine{*converted, points(static_cast<std::uint8_t>(finer))};
  RC_ASSERT(units_in(fine, value.asset).value() == units);
}

RC_GTEST_PROP(AmountProperty, TextOfUnitsHasItsScale, (std::int64_t units)) {
  const auto scale = *rc::gen::inRange(0, kMaxAssetScale + 1);
  std::string text;
  format_units(units, scale, text);
  const auto point = text.find('.');
  const auto places = point == std::string::npos ? 0 : text.size() - point - 1;
  RC_ASSERT(places == static_cast<std::size_t>(scale));
  RC_ASSERT(text.starts_with('-') == (units < 0));
  Amount again;
  RC_ASSERT(!Amount::parse(text + " POINTS", again));
  RC_ASSERT(again.units == units);
}

}  // namespace
}  // namespace sangam
