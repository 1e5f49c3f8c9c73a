#include "kernel/metering/meters.h"

#include <gtest/gtest.h>

#include <map>
#include <thread>

namespace sangam::metering {
namespace {

using enum Meter;
using enum Outcome;

std::uint64_t sum(const std::vector<Counted>& all, std::int32_t tenant, Meter meter,
                  Outcome outcome) {
  std::uint64_t total = 0;
  for (const auto& one : all)
    if (one.tenant == tenant && one.meter == meter)
      total += one.by_outcome[static_cast<std::size_t>(outcome)];
  return total;
}

TEST(Meters, KeepsTenantsMetersAndOutcomesApart) {
  Meters meters;
  meters.count(1, calls_person, succeeded);
  meters.count(1, calls_person, succeeded);
  meters.count(1, calls_person, refused);
  meters.count(1, jobs, failed);
  meters.count(2, events, succeeded, 40);
  const auto taken = meters.take();
  EXPECT_EQ(taken.size(), 3U);
  EXPECT_EQ(sum(taken, 1, calls_person, succeeded), 2U);
  EXPECT_EQ(sum(taken, 1, calls_person, refused), 1U);
  EXPECT_EQ(sum(taken, 1, calls_person, failed), 0U);
  EXPECT_EQ(sum(taken, 1, jobs, failed), 1U);
  EXPECT_EQ(sum(taken, 2, events, succeeded), 40U);
}

TEST(Meters, GivesEachCountOnce) {
  Meters meters;
  meters.count(7, jobs, succeeded);
  EXPECT_EQ(sum(meters.take(), 7, jobs, succeeded), 1U);
  EXPECT_TRUE(meters.take().empty());
  meters.count(7, jobs, succeeded, 2);
  EXPECT_EQ(sum(meters.take(), 7, jobs, succeeded), 2U);
}

TEST(Meters, GoesOnWhenACellHasGoneRound) {
  Meters meters;
  meters.count(7, events, succeeded, UINT32_MAX);
  EXPECT_EQ(sum(meters.take(), 7, events, succeeded), UINT32_MAX);
  meters.count(7, events, succeeded, 5);
  EXPECT_EQ(sum(meters.take(), 7, events, succeeded), 5U);
}

TEST(Meters, CountsTenantsBeyondItsTablesAllTheSame) {
  Meters meters(4);
  for (int round = 0; round < 3; ++round) {
    for (std::int32_t tenant = 1; tenant <= 100; ++tenant)
      meters.count(tenant, calls_api_key, succeeded, static_cast<std::uint32_t>(tenant));
    const auto taken = meters.take();
    for (std::int32_t tenant = 1; tenant <= 100; ++tenant)
      EXPECT_EQ(sum(taken, tenant, calls_api_key, succeeded), static_cast<std::uint64_t>(tenant));
  }
  EXPECT_EQ(meters.lost(), 0U);
}

TEST(Meters, SaysWhatItHadNoRoomFor) {
  Meters meters(1);
  const auto most = static_cast<std::int32_t>(Meters::kTenantsBeside);
  for (std::int32_t tenant = 1; tenant <= most + 3; ++tenant)
    meters.count(tenant, jobs, succeeded, 2);
  EXPECT_EQ(meters.lost(), 4U);
  EXPECT_EQ(meters.take().size(), Meters::kTenantsBeside + 1);
}

// Every count of many threads is taken exactly once, however readings fall.
TEST(Meters, LosesNothingBetweenThreads) {
  constexpr std::uint32_t kEach = 200'000;
  constexpr std::int32_t kTenants = 50;
  Meters meters(32);
  std::map<std::int32_t, std::uint64_t> totals;
  const auto read = [&] {
    for (const auto& one : meters.take())
      totals[one.tenant] += one.by_outcome[0];
  };
  std::atomic<int> running{4};
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (std::uint32_t n = 0; n < kEach; ++n)
        meters.count(1 + static_cast<std::int32_t>(n) % kTenants, calls_person, succeeded);
      --running;
    });
  while (running > 0)
    read();
  threads.clear();
  read();
  for (std::int32_t tenant = 1; tenant <= kTenants; ++tenant)
    EXPECT_EQ(totals[tenant], 4 * kEach / kTenants);
}

TEST(Meters, HandsTheTableOfAThreadThatEndedToTheNext) {
  Meters meters(2);
  for (int i = 0; i < 5; ++i)
    std::jthread([&] { meters.count(1, jobs, succeeded); }).join();
  EXPECT_EQ(sum(meters.take(), 1, jobs, succeeded), 5U);
}

TEST(Meters, MayGoBeforeTheThreadsThatCounted) {
  auto first = std::make_unique<Meters>();
  first->count(1, jobs, succeeded);
  first.reset();
  Meters second;
  second.count(1, jobs, succeeded);
  EXPECT_EQ(sum(second.take(), 1, jobs, succeeded), 1U);
}

}  // namespace
}  // namespace sangam::metering
