#include "kernel/metering/call_times.h"

#include <gtest/gtest.h>

#include <map>
#include <thread>

namespace sangam::metering {
namespace {

constexpr Timestamp kNow{1'800'000'000 * kNanosecondsPerSecond};
constexpr std::int64_t kMillisecond = 1'000'000;

RecordedCall call(std::int32_t tenant, std::string_view operation, std::int64_t nanoseconds) {
  return {.tenant = tenant, .operation = operation, .at = kNow, .nanoseconds = nanoseconds};
}

TEST(CallTimes, PutsTimesIntoBucketsThatMeet) {
  EXPECT_EQ(time_bucket(0), 0);
  EXPECT_EQ(time_bucket(99'999), 0);
  EXPECT_EQ(time_bucket(100'000), 1);
  EXPECT_EQ(time_bucket(200'000), 5);
  EXPECT_EQ(time_bucket(INT64_MAX), kTimeBuckets - 1);
  for (std::int32_t bucket = 0; bucket + 1 < kTimeBuckets; ++bucket) {
    EXPECT_DOUBLE_EQ(bucket_end_us(bucket), bucket_begin_us(bucket + 1));
    const auto middle = (bucket_begin_us(bucket) + bucket_end_us(bucket)) / 2;
    EXPECT_EQ(time_bucket(static_cast<std::int64_t>(middle * 1'000)), bucket);
  }
}

TEST(CallTimes, AddsUpCallsThatAreAlike) {
  CallTimes times;
  times.record(call(7, "a.b", kMillisecond));
  times.record(call(7, "a.b", kMillisecond));
  auto refused = call(7, "a.b", kMillisecond);
  refused.outcome = Outcome::refused;
  times.record(refused);
  const auto taken = times.take();
  ASSERT_EQ(taken.size(), 1U);
  EXPECT_EQ(taken[0].tenant, 7);
  EXPECT_EQ(taken[0].operation, "a.b");
  EXPECT_EQ(taken[0].slot, 6'000'000);
  EXPECT_EQ(taken[0].bucket, time_bucket(kMillisecond));
  EXPECT_EQ(taken[0].value, 3);
  EXPECT_EQ(taken[0].refused, 1);
  EXPECT_EQ(taken[0].failed, 0);
  EXPECT_TRUE(times.take().empty());
}

TEST(CallTimes, KeepsApartWhatDiffers) {
  CallTimes times;
  times.record(call(7, "a.b", 0));
  times.record(call(8, "a.b", 0));
  times.record(call(7, "a.c", 0));
  times.record(call(7, "a.b", kMillisecond));
  auto by_key = call(7, "a.b", 0);
  by_key.caller = "key_1";
  times.record(by_key);
  auto later = call(7, "a.b", 0);
  later.at.nanoseconds += kSlotSeconds * kNanosecondsPerSecond;
  times.record(later);
  EXPECT_EQ(times.take().size(), 6U);
}

TEST(CallTimes, NoLongerTellsCallersApartWhenATenantHasTooMany) {
  CallTimes times;
  const std::int64_t calls = CallTimes::kSeriesATenant + 500;
  for (std::int64_t i = 0; i < calls; ++i) {
    const auto caller = "key_" + std::to_string(i);
    auto one = call(7, "a.b", 0);
    one.caller = caller;
    times.record(one);
  }
  std::map<std::string, std::int64_t> by_caller;
  std::int64_t sum = 0;
  for (const auto& one : times.take()) {
    by_caller[one.caller] += one.value;
    sum += one.value;
  }
  EXPECT_EQ(sum, calls);
  EXPECT_EQ(by_caller.size(), CallTimes::kSeriesATenant + 1);
  EXPECT_EQ(by_caller[""], 500);
  EXPECT_EQ(times.lost(), 0U);
}

TEST(CallTimes, SaysWhatItHadNoRoomFor) {
  CallTimes times;
  std::vector<std::string> names;
  names.reserve(3 * CallTimes::kSeriesATenant);
  for (std::size_t i = 0; i < 3 * CallTimes::kSeriesATenant; ++i) {
    names.push_back("a." + std::to_string(i));
    times.record(call(7, names.back(), 0));
  }
  EXPECT_EQ(times.take().size() + times.lost(), names.size());
  EXPECT_GT(times.lost(), 0U);
}

TEST(CallTimes, LosesNothingBetweenThreads) {
  CallTimes times;
  constexpr int kCalls = 20'000;
  const auto work = [&times](std::int32_t tenant) {
    for (int i = 0; i < kCalls; ++i)
      times.record(call(tenant, "a.b", i * 1'000));
  };
  std::int64_t sum = 0;
  {
    const std::jthread one(work, 1);
    const std::jthread two(work, 1);
    const std::jthread three(work, 2);
    for (int i = 0; i < 50; ++i)
      for (const auto& count : times.take())
        sum += count.value;
  }
  for (const auto& count : times.take())
    sum += count.value;
  EXPECT_EQ(sum, 3 * kCalls);
}

}  // namespace
}  // namespace sangam::metering
