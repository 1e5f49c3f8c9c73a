#include "engines/messages/check_value.h"

#include <gtest/gtest.h>

#include "engines/messages/grammar_simple_types.h"

namespace sangam::engines::messages {
namespace {

std::string code(const ElementType& type, std::string_view text, std::string_view currency = {}) {
  const auto fault = check_value(type, text, currency);
  if (fault) EXPECT_FALSE(fault->reason.empty());
  return fault ? fault->code : "";
}

TEST(CheckValue, CountsCodePointsNotBytes) {
  std::string text;
  for (int i = 0; i < 35; ++i)
    text += "\u00e9";
  EXPECT_EQ(code(kMax35Text, text), "");
  EXPECT_EQ(code(kMax35Text, text + "x"), "too_long");
  EXPECT_EQ(code(kMax35Text, ""), "empty_value");
}

TEST(CheckValue, LongValuesAreCutInReasonsAtACharacter) {
  std::string text(59, 'x');
  for (int i = 0; i < 100; ++i)
    text += "\u00e9";
  const auto fault = check_value(kMax15NumericText, text);
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->reason, "\"" + std::string(59, 'x') + "…\" is not 1 to 15 digits");
}

TEST(CheckValue, Amounts) {
  EXPECT_EQ(code(kAmount, "0.01", "EUR"), "");
  EXPECT_EQ(code(kAmount, "1000", "JPY"), "");
  EXPECT_EQ(code(kAmount, "1.123", "BHD"), "");
  EXPECT_EQ(code(kAmount, "1.001", "EUR"), "too_many_decimals");
  EXPECT_EQ(code(kAmount, "100.00", "JPY"), "too_many_decimals");
  EXPECT_EQ(code(kAmount, "1.123456", "CLF"), "too_many_decimals");
  EXPECT_EQ(code(kAmount, "9999999999999999.99", "EUR"), "");
  EXPECT_EQ(code(kAmount, "99999999999999999.99", "EUR"), "too_many_digits");
  EXPECT_EQ(code(kAmount, "-1", "EUR"), "negative_amount");
  EXPECT_EQ(code(kAmount, "1,00", "EUR"), "not_a_number");
  EXPECT_EQ(code(kAmount, "", "EUR"), "not_a_number");
}

TEST(CheckValue, CodesAndPatterns) {
  EXPECT_EQ(code(kCurrencyCode, "INR"), "");
  EXPECT_EQ(code(kCurrencyCode, "inr"), "unknown_currency");
  EXPECT_EQ(code(kCurrencyCode, "XYZ"), "unknown_currency");
  EXPECT_EQ(code(kCountryCode, "IN"), "");
  EXPECT_EQ(code(kCountryCode, "in"), "invalid_country");
  EXPECT_EQ(code(kIndicator, "1"), "");
  EXPECT_EQ(code(kIndicator, "TRUE"), "invalid_boolean");
  EXPECT_EQ(code(kPhoneNumber, "+49-301234567"), "");
  EXPECT_EQ(code(kPhoneNumber, "0301234567"), "invalid_phone");
  EXPECT_EQ(code(kBicIdentifier, "DEMODEFF"), "");
  EXPECT_EQ(code(kBicIdentifier, "DEMODE"), "bic_format");
  EXPECT_EQ(code(kMax15NumericText, "1234567890123456"), "not_a_number");
}

TEST(CheckValue, Ibans) {
  EXPECT_EQ(code(kIbanIdentifier, "DE89370400440532013000"), "");
  EXPECT_EQ(code(kIbanIdentifier, "DE89"), "iban_format");
  EXPECT_EQ(code(kIbanIdentifier, "ZZ89370400440532013000"), "iban_country");
  EXPECT_EQ(code(kIbanIdentifier, "DE893704004405320130"), "iban_length");
  EXPECT_EQ(code(kIbanIdentifier, "DE88370400440532013000"), "iban_check_digits");
}

TEST(CheckValue, Dates) {
  for (const auto* text : {"2024-02-29", "0001-01-01", "9999-12-31", "2026-01-31Z",
                           "2026-01-31+05:30", " 2026-01-31 ", "2000-02-29"}) {
    EXPECT_TRUE(is_date(text)) << text;
  }
  for (const auto* text :
       {"", "2023-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "2026-04-31",
        "26-01-01", "2026-1-1", "2026/01/01", "2026-01-31T00:00:00", "2026-01-31+15:00",
        "2026-01-31+05", "0000-01-01", "-001-01-01"}) {
    EXPECT_FALSE(is_date(text)) << text;
  }
}

TEST(CheckValue, DateTimes) {
  for (const auto* text :
       {"2026-01-31T09:30:00", "2026-01-31T23:59:59.999999Z", "2026-01-31T24:00:00",
        "2026-01-31T24:00:00.000", "2026-01-31T00:00:00-14:00"}) {
    EXPECT_TRUE(is_date_time(text)) << text;
  }
  for (const auto* text :
       {"2026-01-31", "2026-01-31 09:30:00", "2026-01-31T9:30:00", "2026-01-31T24:00:01",
        "2026-01-31T24:00:00.001", "2026-01-31T09:60:00", "2026-01-31T09:30:60",
        "2026-01-31T09:30:00.", "2026-01-31T09:30", "2026-01-31T09:30:00ZZ"}) {
    EXPECT_FALSE(is_date_time(text)) << text;
  }
}

}  // namespace
}  // namespace sangam::engines::messages
