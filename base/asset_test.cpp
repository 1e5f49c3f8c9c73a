#include "base/asset.h"

#include <gtest/gtest.h>

namespace sangam {
namespace {

TEST(IsoCurrency, KnowsScales) {
  EXPECT_EQ(iso_currency("INR")->scale, 2);
  EXPECT_EQ(iso_currency("JPY")->scale, 0);
  EXPECT_EQ(iso_currency("KWD")->scale, 3);
  EXPECT_EQ(iso_currency("CLF")->scale, 4);
  EXPECT_EQ(iso_currency("UYW")->scale, 4);
  EXPECT_EQ(iso_currency("INR")->kind, AssetKind::currency);
  EXPECT_EQ(iso_currency("INR")->code.str(), "INR");
}

TEST(IsoCurrency, KnowsNothingElse) {
  for (const auto* code : {"", "I", "IN", "INRX", "inr", "XXX", "ZZZ", "AAA", "BTC"})
    EXPECT_FALSE(iso_currency(code)) << code;
}

// Every code of three letters is found exactly when the table has it, so the table is sorted.
TEST(IsoCurrency, FindsEachOfItsCodes) {
  int found = 0;
  for (char a = 'A'; a <= 'Z'; ++a)
    for (char b = 'A'; b <= 'Z'; ++b)
      for (char c = 'A'; c <= 'Z'; ++c) {
        const char code[] = {a, b, c};
        const auto asset = iso_currency({code, 3});
        if (!asset) continue;
        ++found;
        EXPECT_EQ(asset->code.str(), std::string_view(code, 3));
        EXPECT_LE(asset->scale, 4);
      }
  EXPECT_GT(found, 150);
  EXPECT_LT(found, 200);
}

TEST(AssetCode, HasUpperCaseLettersDigitsDotsAndHyphens) {
  for (const auto* text : {"INR", "AB", "A1", "GOLD-1KG", "BRK.B", "ABCDEFGHIJKL"}) {
    AssetCode code;
    EXPECT_FALSE(AssetCode::parse(text, code)) << text;
    EXPECT_EQ(code.str(), text);
  }
  for (const auto* text :
       {"", "A", "ABCDEFGHIJKLM", "1A", "-A", "inr", "A B", "A_B", "A\u00c9", "A/B"}) {
    AssetCode code;
    EXPECT_TRUE(AssetCode::parse(text, code)) << text;
  }
}

}  // namespace
}  // namespace sangam
