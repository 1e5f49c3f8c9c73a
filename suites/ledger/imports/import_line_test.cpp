#include "suites/ledger/imports/import_line.h"

#include <gtest/gtest.h>

namespace sangam::suites::ledger::imports {
namespace {

std::string fault_of(std::string_view text) {
  const auto line = read_line(text);
  return line ? "none" : line.error().status;
}

TEST(ImportLine, ReadsATransfer) {
  const auto line = read_line(
      R"({"debit_account":"ref:a","credit_account":"ref:b","amount":"12.50","asset":"INR"})");
  ASSERT_TRUE(line);
  const auto amount = amount_of(*line);
  ASSERT_TRUE(amount && *amount);
  EXPECT_EQ((*amount)->units, 1250);
}

TEST(ImportLine, SaysWhatIsWrong) {
  EXPECT_EQ(fault_of("{"), "malformed");
  EXPECT_EQ(fault_of(R"({"amount":"1","amount":"2"})"), "malformed");
  EXPECT_EQ(fault_of(R"({"amount":12.5})"), "wrong_type");
  EXPECT_EQ(fault_of(R"({"surprise":1})"), "unknown_field");
  EXPECT_EQ(fault_of(R"({"id":"trf_x"})"), "not_an_id");
  EXPECT_EQ(fault_of(R"({"code":0})"), "out_of_range");
  EXPECT_EQ(fault_of("\"\xff\""), "malformed");
  EXPECT_EQ(fault_of(std::string(kMaxLineBytes + 1, ' ')), "too_long");
}

TEST(ImportLine, RefusesAmountsThatLoseDigits) {
  const auto line = read_line(R"({"amount":"1.005","asset":"INR"})");
  ASSERT_TRUE(line);
  const auto amount = amount_of(*line);
  ASSERT_FALSE(amount);
  EXPECT_EQ(amount.error().status, "wrong_scale");
}

TEST(ImportLine, WantsAmountAndAssetTogether) {
  const auto line = read_line(R"({"amount":"1.00"})");
  ASSERT_TRUE(line);
  EXPECT_FALSE(amount_of(*line));
}

TEST(ImportLine, IdsOfLinesRepeatAndDiffer) {
  const auto import = make_uuid_v7(1'700'000'000'000, {});
  EXPECT_EQ(line_id(import, 1), line_id(import, 1));
  EXPECT_NE(line_id(import, 1), line_id(import, 2));
  EXPECT_EQ(uuid_time_ms(line_id(import, 1)), 1'700'000'000'000);
}

}  // namespace
}  // namespace sangam::suites::ledger::imports
