#include "suites/platform/approvals/condition.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace sangam::suites::platform::approvals {
namespace {

constexpr std::string_view kTransfer =
    R"({"debit_account":"acct_x","amount":{"amount":"125000.50","asset":"INR"},"lines":[1,2]})";

bool holds(std::string_view text, std::string_view role = "member") {
  return Condition::compile(text, "/condition").holds(kTransfer, role);
}

TEST(Condition, LooksAtRequestAndRole) {
  EXPECT_TRUE(holds("double(request.amount.amount) > 100000.0"));
  EXPECT_FALSE(holds("double(request.amount.amount) > 200000.0"));
  EXPECT_TRUE(holds("request.amount.asset == 'INR' && role == 'member'"));
  EXPECT_FALSE(holds("role == 'member'", "owner"));
  EXPECT_TRUE(holds("size(request.lines) == 2 && request.lines[0] == 1"));
}

TEST(Condition, HoldsWhenThereIsNone) { EXPECT_TRUE(holds("")); }

TEST(Condition, HoldsWhenItCannotBeWorkedOut) {
  EXPECT_TRUE(holds("request.no_such_field > 5"));
  EXPECT_TRUE(holds("double(request.debit_account) > 5.0"));
  EXPECT_TRUE(holds("request.debit_account"));
}

TEST(Condition, SaysWhatIsWrongWithItsText) {
  for (const auto* text : {"request.", "amount > 5", "role + 1 == 2", "'a text'", "1 + 1"}) {
    try {
      Condition::compile(text, "/condition");
      ADD_FAILURE() << text;
    } catch (const Error& error) {
      ASSERT_EQ(error.fields.size(), 1U) << text;
      EXPECT_EQ(error.fields.front().pointer, "/condition");
      EXPECT_FALSE(error.fields.front().detail.empty());
    }
  }
}

}  // namespace
}  // namespace sangam::suites::platform::approvals
