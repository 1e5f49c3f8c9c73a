#include "benchmarks/load/histogram.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

namespace sangam::benchmarks::load {
namespace {

TEST(Histogram, IsZeroWhenEmpty) {
  const Histogram histogram;
  EXPECT_EQ(histogram.percentile(99), 0U);
  EXPECT_EQ(histogram.mean(), 0);
}

TEST(Histogram, KeepsSmallValuesExactly) {
  Histogram histogram;
  for (std::uint64_t value = 1; value <= 100; ++value)
    histogram.record(value);
  EXPECT_EQ(histogram.percentile(50), 50U);
  EXPECT_EQ(histogram.percentile(99), 99U);
  EXPECT_EQ(histogram.percentile(100), 100U);
  EXPECT_EQ(histogram.percentile(0), 1U);
  EXPECT_DOUBLE_EQ(histogram.mean(), 50.5);
}

TEST(Histogram, NeverExceedsTheMaximum) {
  Histogram histogram;
  histogram.record(1'000'003);
  EXPECT_EQ(histogram.percentile(50), 1'000'003U);
  EXPECT_EQ(histogram.max(), 1'000'003U);
}

TEST(Histogram, CountsAbsurdValuesAsTheLargest) {
  Histogram histogram;
  histogram.record(~std::uint64_t{0});
  EXPECT_EQ(histogram.max(), (std::uint64_t{1} << 42) - 1);
}

// Against the exact answer, over seven orders of magnitude and every power of two.
TEST(Histogram, StaysWithinItsErrorBound) {
  std::mt19937_64 random(7);
  Histogram histogram;
  std::vector<std::uint64_t> values;
  for (int i = 0; i < 200'000; ++i) {
    const double exponent = std::uniform_real_distribution<>(2, 9)(random);
    values.push_back(static_cast<std::uint64_t>(std::pow(10, exponent)));
  }
  for (int bit = 0; bit < 42; ++bit)
    values.push_back(std::uint64_t{1} << bit);
  for (const std::uint64_t value : values)
    histogram.record(value);
  std::ranges::sort(values);
  for (const double percent : {0.01, 1.0, 10.0, 50.0, 90.0, 99.0, 99.9, 100.0}) {
    const auto rank = std::ceil(static_cast<double>(values.size()) * percent / 100);
    const auto exact = static_cast<double>(values[static_cast<std::size_t>(rank) - 1]);
    const auto found = static_cast<double>(histogram.percentile(percent));
    EXPECT_GE(found, exact) << percent;
    EXPECT_LE(found, exact * 1.008 + 1) << percent;
  }
}

TEST(Histogram, ForgetsOnClear) {
  Histogram histogram;
  histogram.record(5);
  histogram.clear();
  EXPECT_EQ(histogram.count(), 0U);
  EXPECT_EQ(histogram.max(), 0U);
}

}  // namespace
}  // namespace sangam::benchmarks::load
