#include "kernel/api/refusals.h"

#include <gtest/gtest.h>

namespace sangam::api {
namespace {

RefusedAttempt attempt_of(const std::string& actor, const std::string& request = "r") {
  return {.tenant = 7,
          .actor = actor,
          .actor_kind = "user",
          .operation = "users.add",
          .request_id = request};
}

constexpr Timestamp kStart{1'000 * kNanosecondsPerSecond};
constexpr Timestamp kLater{kStart.nanoseconds + Refusals::kWindowNanoseconds};

TEST(Refusals, WriteAFewAndCountTheOthers) {
  Refusals refusals;
  int rows = 0;
  for (int i = 0; i < 1'000; ++i)
    rows += refusals.admit(attempt_of("ann", std::to_string(i)), kStart);
  EXPECT_EQ(rows, Refusals::kRows);
  EXPECT_TRUE(refusals.admit(attempt_of("bob"), kStart));
  EXPECT_TRUE(refusals.take_counted(kStart).empty());
  const auto counted = refusals.take_counted(kLater);
  ASSERT_EQ(counted.size(), 1U);
  EXPECT_EQ(counted[0].attempts, 1'000 - Refusals::kRows);
  EXPECT_EQ(counted[0].last.request_id, "999");
  EXPECT_EQ(counted[0].since, kStart);
  EXPECT_TRUE(refusals.take_counted(kLater).empty());
  EXPECT_EQ(refusals.attempts(), 1'001U);
}

TEST(Refusals, ANewWindowKeepsTheCountOfTheOld) {
  Refusals refusals;
  for (int i = 0; i < Refusals::kRows + 5; ++i)
    refusals.admit(attempt_of("ann"), kStart);
  EXPECT_TRUE(refusals.admit(attempt_of("ann"), kLater));
  const auto counted = refusals.take_counted(kLater);
  ASSERT_EQ(counted.size(), 1U);
  EXPECT_EQ(counted[0].attempts, 5);
}

TEST(Refusals, NothingIsLeftWhenAllAreTaken) {
  Refusals refusals;
  for (int i = 0; i < Refusals::kRows + 1; ++i)
    refusals.admit(attempt_of("ann"), kStart);
  EXPECT_EQ(refusals.take_counted(kStart, true).size(), 1U);
  EXPECT_TRUE(refusals.admit(attempt_of("ann"), kStart));
}

TEST(Refusals, PrincipalsAreBounded) {
  Refusals refusals;
  for (std::size_t i = 0; i < Refusals::kPrincipals; ++i)
    ASSERT_TRUE(refusals.admit(attempt_of(std::to_string(i)), kStart));
  EXPECT_FALSE(refusals.admit(attempt_of("one more"), kStart));
  EXPECT_TRUE(refusals.take_counted(kLater).empty());
  EXPECT_TRUE(refusals.admit(attempt_of("one more"), kLater));
}

}  // namespace
}  // namespace sangam::api
