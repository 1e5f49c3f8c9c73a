#include "suites/platform/usage/backlog.h"

#include <gtest/gtest.h>

namespace sangam::suites::platform::usage {
namespace {

using metering::Counted;
using metering::Meter;

constexpr Date kMonday{20'000};
constexpr Date kTuesday{20'001};

TEST(Backlog, AddsUpWhatBelongsTogether) {
  Backlog backlog;
  backlog.add(std::vector<Counted>{{7, Meter::jobs, {3, 2, 1}}, {7, Meter::events, {5, 0, 0}}},
              kMonday);
  backlog.add(std::vector<Counted>{{7, Meter::jobs, {1, 1, 1}}}, kMonday);
  backlog.add(std::vector<Counted>{{7, Meter::jobs, {1, 0, 0}}}, kTuesday);
  const auto* batch = backlog.next();
  ASSERT_NE(batch, nullptr);
  ASSERT_EQ(batch->figures.size(), 3U);
  EXPECT_EQ(batch->figures[0].meter, "events");
  const auto& jobs = batch->figures[1];
  EXPECT_EQ(jobs.meter, "jobs");
  EXPECT_EQ(jobs.day, kMonday.days);
  EXPECT_EQ(jobs.value, 9);
  EXPECT_EQ(jobs.refused, 3);
  EXPECT_EQ(jobs.failed, 2);
  EXPECT_EQ(batch->figures[2].day, kTuesday.days);
}

// Only so can a batch be sent again without being added twice.
TEST(Backlog, GivesTheSameBatchUntilItIsWritten) {
  Backlog backlog;
  backlog.add(std::vector<Counted>{{1, Meter::jobs, {1, 0, 0}}}, kMonday);
  EXPECT_EQ(backlog.next()->number, 1);
  backlog.add(std::vector<Counted>{{1, Meter::jobs, {10, 0, 0}}}, kMonday);
  EXPECT_EQ(backlog.next()->number, 1);
  EXPECT_EQ(backlog.next()->figures.front().value, 1);
  EXPECT_EQ(backlog.waiting(), 2U);
  backlog.written();
  EXPECT_EQ(backlog.next()->number, 2);
  EXPECT_EQ(backlog.next()->figures.front().value, 10);
  backlog.written();
  EXPECT_EQ(backlog.next(), nullptr);
}

TEST(Backlog, HandsOutBatchesOfASize) {
  Backlog backlog;
  std::vector<Counted> counted;
  for (std::int32_t tenant = 1; tenant <= 12'000; ++tenant)
    counted.push_back({tenant, Meter::calls_person, {1, 0, 0}});
  backlog.add(counted, kMonday);
  std::vector<std::size_t> sizes;
  while (const auto* batch = backlog.next()) {
    sizes.push_back(batch->figures.size());
    backlog.written();
  }
  EXPECT_EQ(sizes, (std::vector<std::size_t>{5'000, 5'000, 2'000}));
}

TEST(Backlog, ForgetsRatherThanGrow) {
  Backlog backlog;
  std::vector<Counted> counted;
  const auto most = static_cast<std::int32_t>(Backlog::kWaitingMost);
  for (std::int32_t tenant = 1; tenant <= most + 2; ++tenant)
    counted.push_back({tenant, Meter::calls_person, {1, 1, 1}});
  backlog.add(counted, kMonday);
  EXPECT_EQ(backlog.waiting(), Backlog::kWaitingMost);
  EXPECT_EQ(backlog.lost(), 6U);
}

}  // namespace
}  // namespace sangam::suites::platform::usage
