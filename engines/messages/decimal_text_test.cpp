#include "engines/messages/decimal_text.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdint>
#include <vector>

namespace sangam::engines::messages {
namespace {

std::string plain(std::string_view text) {
  const auto parts = parse_decimal(text);
  return parts ? plain_decimal(*parts) : "not a decimal";
}

TEST(DecimalText, PlainForm) {
  EXPECT_EQ(plain("1.80"), "1.80");
  EXPECT_EQ(plain(" +007 "), "7");
  EXPECT_EQ(plain(".5"), "0.5");
  EXPECT_EQ(plain("5."), "5");
  EXPECT_EQ(plain("-0.00"), "0.00");
  EXPECT_EQ(plain("-1"), "-1");
}

TEST(DecimalText, RefusesWhatXmlSchemaRefuses) {
  for (const auto* text : {"", " ", ".", "-", "1,00", "1e3", "0x1", "1 0", "--1", "1.2.3", "NaN"}) {
    EXPECT_FALSE(parse_decimal(text)) << text;
  }
}

TEST(DecimalText, TrailingZerosAreNotSignificant) {
  EXPECT_EQ(parse_decimal("1.50")->significant_fraction(), 1U);
  EXPECT_EQ(parse_decimal("1.00")->significant_fraction(), 0U);
  EXPECT_TRUE(parse_decimal("000.000")->is_zero());
}

TEST(ExactSum, ComparesValuesNotSpellings) {
  ExactSum sum;
  sum.add(*parse_decimal("0.1"));
  sum.add(*parse_decimal("0.20"));
  EXPECT_TRUE(sum.equals(*parse_decimal("0.3")));
  EXPECT_TRUE(sum.equals(*parse_decimal("+00.30000000")));
  EXPECT_FALSE(sum.equals(*parse_decimal("0.300001")));
  EXPECT_FALSE(sum.equals(*parse_decimal("-0.3")));
  EXPECT_EQ(sum.text(), "0.30");
}

TEST(ExactSum, HoldsTheLargestAmounts) {
  ExactSum sum;
  for (int i = 0; i < 1000; ++i)
    sum.add(*parse_decimal("999999999999999999"));
  EXPECT_EQ(sum.text(), "999999999999999999000.00");
  ExactSum small;
  small.add(*parse_decimal("0.00001"));
  EXPECT_EQ(small.text(), "0.00001");
}

RC_GTEST_PROP(ExactSum, AgreesWithIntegers, (const std::vector<std::uint32_t>& cents)) {
  ExactSum sum;
  std::uint64_t expected = 0;
  for (const auto cent : cents) {
    const auto fraction = std::to_string(100 + cent % 100).substr(1);
    sum.add(*parse_decimal(std::to_string(cent / 100) + '.' + fraction));
    expected += cent;
  }
  const auto text =
      std::to_string(expected / 100) + '.' + std::to_string(100 + expected % 100).substr(1);
  RC_ASSERT(sum.text() == text);
  RC_ASSERT(sum.equals(*parse_decimal(text)));
}

}  // namespace
}  // namespace sangam::engines::messages
