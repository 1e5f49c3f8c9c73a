#include "suites/platform/bench/bench.h"

#include <gtest/gtest.h>

#include "kernel/api/json_writer.h"

namespace sangam::suites::platform::bench {
namespace {

bool is_price(std::string_view text) {
  PriceText price;
  return !PriceText::parse(text, price);
}

TEST(PriceText, TakesDecimalsAsPeopleWriteThem) {
  for (const auto text : {"0", "1234.50", "-7", "-0.000000000000000001", "999999999999999999"})
    EXPECT_TRUE(is_price(text)) << text;
}

TEST(PriceText, RefusesEverythingElse) {
  for (const auto text : {"", "-", ".5", "1.", "1e3", "+1", "1,5", " 1", "1 ", "NaN",
                          "1234567890123456789", "0.1234567890123456789"})
    EXPECT_FALSE(is_price(text)) << text;
}

TEST(CurrencyCode, IsThreeUpperCaseLetters) {
  CurrencyCode code;
  EXPECT_FALSE(CurrencyCode::parse("INR", code));
  for (const auto text : {"", "IN", "INRX", "inr", "I1R"})
    EXPECT_TRUE(CurrencyCode::parse(text, code)) << text;
}

TEST(Pong, SaysThatAllIsWell) { EXPECT_EQ(api::to_json(Pong()), R"({"ok":true})"); }

TEST(Order, LeavesAnAbsentNoteOut) {
  const auto json = api::to_json(Order());
  EXPECT_EQ(json.find("\"note\""), std::string::npos);
  EXPECT_NE(json.find("\"quantity\":0"), std::string::npos);
}

}  // namespace
}  // namespace sangam::suites::platform::bench
