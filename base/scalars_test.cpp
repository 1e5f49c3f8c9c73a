#include "base/scalars.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace sangam {
namespace {

enum class Colour : std::uint8_t { red, green };
SANGAM_ENUM(Colour, red, green)

template <class T>
std::string code_of(std::string_view text) {
  T value{};
  const auto fault = Scalar<T>::parse(text, value);
  return fault ? std::string(fault->code) : "accepted";
}

template <class T>
std::string text_of(const T& value) {
  std::string text;
  Scalar<T>::format(value, text);
  return text;
}

TEST(Integers, KnowTheirRange) {
  EXPECT_EQ(code_of<std::int8_t>("127"), "accepted");
  EXPECT_EQ(code_of<std::int8_t>("128"), "out_of_range");
  EXPECT_EQ(code_of<std::uint16_t>("-1"), "out_of_range");
  EXPECT_EQ(code_of<std::uint32_t>("4294967295"), "accepted");
  EXPECT_EQ(code_of<std::int64_t>("9223372036854775807"), "accepted");
  EXPECT_EQ(code_of<std::int64_t>("9223372036854775808"), "out_of_range");
  EXPECT_EQ(code_of<std::int64_t>("-9223372036854775808"), "accepted");
}

TEST(Integers, RefuseOtherTexts) {
  for (const auto* text : {"", " 1", "1 ", "+1", "1.0", "1e3", "0x10", "a", "-", "--1", "1_000"})
    EXPECT_EQ(code_of<std::int32_t>(text), "wrong_type") << text;
}

TEST(BoundedIntegers, IncludeBothBounds) {
  using Digit = Bounded<1, 9>;
  EXPECT_EQ(code_of<Digit>("1"), "accepted");
  EXPECT_EQ(code_of<Digit>("9"), "accepted");
  EXPECT_EQ(code_of<Digit>("0"), "out_of_range");
  EXPECT_EQ(code_of<Digit>("10"), "out_of_range");
  EXPECT_EQ(code_of<Positive>("0"), "out_of_range");
  Digit digit;
  EXPECT_EQ(Digit::parse("10", digit)->detail, "must be a whole number from 1 to 9");
}

TEST(Booleans, AreTrueOrFalse) {
  EXPECT_EQ(code_of<bool>("true"), "accepted");
  EXPECT_EQ(code_of<bool>("1"), "wrong_type");
  EXPECT_EQ(code_of<bool>("True"), "wrong_type");
  EXPECT_EQ(text_of(false), "false");
  std::string sql;
  Scalar<bool>::format_sql(true, sql);
  EXPECT_EQ(sql, "t");
}

TEST(Numbers, AreFinite) {
  EXPECT_EQ(code_of<double>("1.5e3"), "accepted");
  for (const auto* text : {"", "nan", "inf", "-inf", "1e999", "1,5", "1.5x"})
    EXPECT_EQ(code_of<double>(text), "wrong_type") << text;
}

TEST(Enumerations, NameTheirValues) {
  Colour colour{};
  ASSERT_FALSE(Scalar<Colour>::parse("green", colour));
  EXPECT_EQ(colour, Colour::green);
  EXPECT_EQ(text_of(colour), "green");
  EXPECT_EQ(Scalar<Colour>::parse("blue", colour)->detail, "must be one of red, green");
  EXPECT_EQ(code_of<Colour>("Red"), "unknown_value");
  EXPECT_EQ(code_of<Colour>(""), "unknown_value");
}

TEST(Strings, AreUtf8) {
  EXPECT_EQ(code_of<std::string>(""), "accepted");
  EXPECT_EQ(code_of<std::string>("\xff"), "invalid_utf8");
}

RC_GTEST_PROP(ScalarProperty, IntegersReadBack, (std::int64_t value)) {
  std::int64_t again = 0;
  RC_ASSERT(!Scalar<std::int64_t>::parse(text_of(value), again));
  RC_ASSERT(again == value);
}

RC_GTEST_PROP(ScalarProperty, NumbersReadBackExactly, (double value)) {
  RC_PRE(std::isfinite(value));
  double again = 0;
  RC_ASSERT(!Scalar<double>::parse(text_of(value), again));
  RC_ASSERT(again == value);
}

}  // namespace
}  // namespace sangam
