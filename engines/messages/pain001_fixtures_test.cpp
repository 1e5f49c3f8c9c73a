// Files that others wrote. They are not part of the repository: the folder is named by
// SANGAM_FIXTURES or stands beside the source tree.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "engines/messages/pain001.h"

namespace sangam::engines::messages {
namespace {

struct Expected {
  std::string_view file;
  std::size_t payments;
  std::size_t transfers;
  std::string_view control_sum;
  std::string_view first_debtor;
  std::string_view last_creditor;
  Money first;
  std::size_t warnings;  // invented IBANs, one wrong count
};

const std::vector<Expected>& expectations() {
  static const std::vector<Expected> list{
      {"International_payment_RUB_naujas_1.xml",
       1,
       1,
       "1000.00",
       "LT007180000000000000",
       "1234567890",
       {"1000.00", "RUB"},
       1},
      {"International_payment_USD_naujas_1.xml",
       1,
       1,
       "111.11",
       "LT007180000000000000",
       "1234567890",
       {"111.11", "USD"},
       1},
      {"gistfile1.xml", 1, 3, "11500000", "00125574999", "4895623", {"10000000", "JPY"}, 0},
      {"musterfile_pain.001_Nov2020.xml",
       5,
       8,
       "38.00",
       "CH0309000000250090342",
       "CH5109000000250092291",
       {"6.20", "CHF"},
       3},
      {"sepa_payment_naujas_1.xml",
       1,
       1,
       "99.99",
       "LT007180000000000000",
       "LT007400000000000000",
       {"99.99", "EUR"},
       2},
  };
  return list;
}

std::filesystem::path folder() {
  const char* named = std::getenv("SANGAM_FIXTURES");
  const std::filesystem::path root = named != nullptr ? named : "../shared/fixtures";
  return root / "iso20022" / "moov";
}

std::string contents(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  EXPECT_TRUE(stream) << file;
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::string first_problem(const Pain001Result& result) {
  if (result) return "accepted";
  const auto& problem = result.error().problems.front();
  return std::to_string(problem.line) + ' ' + problem.path + ' ' + problem.code;
}

class Pain001Fixtures : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::is_directory(folder())) {
      GTEST_SKIP() << "fixtures not found, " << expectations().size() + 2 << " files not read";
    }
  }
};

TEST_F(Pain001Fixtures, FiveMessagesAreRead) {
  for (const auto& expected : expectations()) {
    SCOPED_TRACE(expected.file);
    const auto message = read_pain001(contents(folder() / expected.file), {}, Strictness::specimen);
    ASSERT_TRUE(message) << first_problem(message);
    EXPECT_EQ(message->payments.size(), expected.payments);
    std::size_t transfers = 0;
    for (const auto& payment : message->payments)
      transfers += payment.transfers.size();
    EXPECT_EQ(transfers, expected.transfers);
    EXPECT_EQ(message->control_sum, expected.control_sum);
    const auto& first = message->payments.front();
    EXPECT_EQ(first.debtor_account.id, expected.first_debtor);
    EXPECT_EQ(first.transfers.front().money, expected.first);
    EXPECT_EQ(message->payments.back().transfers.back().creditor_account.id,
              expected.last_creditor);
    EXPECT_EQ(message->warnings.size(), expected.warnings);
    EXPECT_EQ(pain001_from_json(to_json(message)), message);
  }
}

// Only one of the five keeps every rule; the others name invented accounts.
TEST_F(Pain001Fixtures, FullStrictnessRefusesInventedAccounts) {
  for (const auto& expected : expectations()) {
    const auto message = read_pain001(contents(folder() / expected.file));
    EXPECT_EQ(message.has_value(), expected.warnings == 0) << expected.file;
    if (!message) EXPECT_EQ(message.error().problems.size(), expected.warnings) << expected.file;
  }
}

TEST_F(Pain001Fixtures, OtherMessagesAreRefusedWithElementAndReason) {
  EXPECT_EQ(first_problem(read_pain001(contents(folder() / "invalid_pain_v11.xml"))),
            "1 /Document wrong_namespace");
  EXPECT_EQ(first_problem(read_pain001(contents(folder() / "pain008-musterfile.xml"))),
            "2 /Document wrong_namespace");
}

}  // namespace
}  // namespace sangam::engines::messages
