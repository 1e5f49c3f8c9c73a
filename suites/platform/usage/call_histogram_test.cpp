#include "suites/platform/usage/call_histogram.h"

#include <gtest/gtest.h>

namespace sangam::suites::platform::usage {
namespace {

BucketRow taking(std::int64_t nanoseconds, std::int64_t calls) {
  return {.bucket = metering::time_bucket(nanoseconds), .value = calls};
}

TEST(CallHistogram, HasNoTimesWithoutCalls) {
  const CallHistogram none;
  EXPECT_EQ(none.calls(), 0);
  EXPECT_EQ(none.time_us(0.5), 0);
}

TEST(CallHistogram, TellsTimesToAFifth) {
  CallHistogram histogram;
  histogram.add(taking(2'000'000, 980));   // 2 ms
  histogram.add(taking(500'000'000, 20));  // 500 ms
  EXPECT_EQ(histogram.calls(), 1'000);
  EXPECT_NEAR(static_cast<double>(histogram.time_us(0.5)), 2'000, 400);
  EXPECT_NEAR(static_cast<double>(histogram.time_us(0.99)), 500'000, 100'000);
  EXPECT_LE(histogram.time_us(0.5), histogram.time_us(0.98));
  EXPECT_LT(histogram.time_us(0.98), histogram.time_us(0.981));
}

TEST(CallHistogram, AddsUpHowCallsWent) {
  CallHistogram histogram;
  histogram.add({.bucket = 3, .value = 5, .refused = 2, .failed = 1});
  histogram.add({.bucket = 4, .value = 1, .refused = 0, .failed = 1});
  EXPECT_EQ(histogram.refused(), 2);
  EXPECT_EQ(histogram.failed(), 2);
}

TEST(CallHistogram, TakesBucketsOfOtherVersions) {
  CallHistogram histogram;
  histogram.add({.bucket = -1, .value = 1});
  histogram.add({.bucket = 1'000, .value = 1});
  EXPECT_EQ(histogram.calls(), 2);
  EXPECT_GT(histogram.time_us(1), 20'000'000);
}

}  // namespace
}  // namespace sangam::suites::platform::usage
