#include "engines/messages/iban.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace sangam::engines::messages {
namespace {

// Examples that the registry itself prints.
TEST(Iban, AcceptsTheRegistrysExamples) {
  for (const auto* iban :
       {"AD1200012030200359100100", "BE68539007547034", "CH9300762011623852957",
        "DE89370400440532013000", "FR1420041010050500013M02606", "GB29NWBK60161331926819",
        "IT60X0542811101000000123456", "LT121000011101001000", "MT84MALT011000012345MTLCAST001S",
        "NO9386011117947", "SA0380000000608010167519"}) {
    EXPECT_FALSE(check_iban(iban)) << iban;
  }
}

TEST(Iban, NamesTheFirstFault) {
  EXPECT_EQ(check_iban(""), IbanFault::format);
  EXPECT_EQ(check_iban("DE89 3704 0044 0532 0130 00"), IbanFault::format);
  EXPECT_EQ(check_iban("de89370400440532013000"), IbanFault::format);
  EXPECT_EQ(check_iban("DEX9370400440532013000"), IbanFault::format);
  EXPECT_EQ(check_iban(std::string(35, 'A')), IbanFault::format);
  EXPECT_EQ(check_iban("US89370400440532013000"), IbanFault::country);
  EXPECT_EQ(check_iban("DE8937040044053201300"), IbanFault::length);
  EXPECT_EQ(check_iban("DE89370400440532013001"), IbanFault::check_digits);
  EXPECT_EQ(check_iban("LT007180000000000000"), IbanFault::check_digits);
}

TEST(Iban, KnowsLengths) {
  EXPECT_EQ(iban_length("NO"), 15);
  EXPECT_EQ(iban_length("RU"), 33);
  EXPECT_EQ(iban_length("IN"), std::nullopt);
  EXPECT_EQ(iban_length(""), std::nullopt);
}

TEST(Iban, Mod97OfLettersAndDigits) {
  EXPECT_EQ(mod97(""), 0);
  EXPECT_EQ(mod97("97"), 0);
  EXPECT_EQ(mod97("Z"), 35);
  EXPECT_EQ(mod97("A1"), 101 % 97);
}

// What the check digits are for: one wrong digit and two swapped neighbours never pass.
RC_GTEST_PROP(Iban, FindsOneWrongDigit, ()) {
  std::string iban = "DE89370400440532013000";
  const auto place = *rc::gen::inRange<std::size_t>(2, iban.size());
  const auto digit = static_cast<char>('0' + *rc::gen::inRange(0, 10));
  RC_PRE(iban[place] != digit);
  iban[place] = digit;
  RC_ASSERT(check_iban(iban) == IbanFault::check_digits);
}

RC_GTEST_PROP(Iban, FindsSwappedNeighbours, ()) {
  std::string iban = "DE89370400440532013000";
  const auto place = *rc::gen::inRange<std::size_t>(4, iban.size() - 1);
  RC_PRE(iban[place] != iban[place + 1]);
  std::swap(iban[place], iban[place + 1]);
  RC_ASSERT(check_iban(iban) == IbanFault::check_digits);
}

}  // namespace
}  // namespace sangam::engines::messages
