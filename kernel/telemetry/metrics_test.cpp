#include "kernel/telemetry/metrics.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <thread>

#include "kernel/telemetry/registry.h"

namespace sangam::telemetry {
namespace {

TEST(Counter, AddsUpWhatThreadsCount) {
  Counter counter;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 12; ++i)
      threads.emplace_back([&counter] {
        for (int n = 0; n < 10'000; ++n)
          counter.add();
      });
  }
  EXPECT_EQ(counter.value(), 120'000U);
}

TEST(Buckets, AreLogLinearWithRoundBounds) {
  EXPECT_EQ(bucket_bound(0), 10'000);
  EXPECT_EQ(bucket_bound(1), 12'500);
  EXPECT_EQ(bucket_bound(36), 100'000);
  EXPECT_EQ(bucket_bound(kBuckets - 2), 100'000'000'000);
  EXPECT_EQ(bucket_bound(kBuckets - 1), INT64_MAX);
  for (const auto bound : exposed_bounds())
    EXPECT_EQ(bucket_bound(bucket_of(bound)), bound) << "counts at this bound would not be exact";
}

RC_GTEST_PROP(Buckets, HoldExactlyWhatIsBetweenTheirBounds, ()) {
  const auto value = *rc::gen::inRange<std::int64_t>(0, 200'000'000'000);
  const auto bucket = bucket_of(value);
  RC_ASSERT(bucket < kBuckets);
  RC_ASSERT(value <= bucket_bound(bucket));
  RC_ASSERT(bucket == 0 || value > bucket_bound(bucket - 1));
}

RC_GTEST_PROP(Histogram, QuantilesAreOffByAQuarterAtMost, ()) {
  auto values = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::int64_t>>(
      rc::gen::inRange<std::int64_t>(10'001, 90'000'000'000)));
  Histogram histogram;
  for (const auto value : values)
    histogram.record(value);
  std::ranges::sort(values);
  const auto exact = static_cast<double>(values[(values.size() - 1) / 2]) / 1e9;
  const auto median = histogram.counts().quantile(static_cast<double>((values.size() - 1) / 2 + 1) /
                                                  static_cast<double>(values.size()));
  RC_ASSERT(median >= exact * 0.79 && median <= exact * 1.26);
}

TEST(Histogram, AShareThatIsAWholeNumberOfValuesIsTakenForOne) {
  Histogram histogram;
  for (int i = 0; i < 25; ++i)
    histogram.record(i < 7 ? 20'000 : 60'000'000'000);
  static_assert(7.0 / 25.0 * 25.0 > 7.0, "as it is computed");
  EXPECT_LT(histogram.counts().quantile(7.0 / 25.0), 0.001);
  EXPECT_GT(histogram.counts().quantile(8.0 / 25.0), 1);
}

TEST(Histogram, CountsSinceAnEarlierReading) {
  Histogram histogram;
  histogram.record(1'000'000);
  const auto before = histogram.counts();
  histogram.record(2'000'000);
  histogram.record(-5);  // a clock that stepped back must not count as a long time
  const auto between = histogram.counts().since(before);
  EXPECT_EQ(between.total(), 2U);
  EXPECT_EQ(between.sum_nanoseconds, 2'000'000U);
  EXPECT_EQ(between.at_most(1'000'000), 1U);
}

TEST(Histogram, LosesNothingWhenThreadsMeet) {
  Histogram histogram;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 16; ++i)
      threads.emplace_back([&histogram] {
        for (int n = 1; n <= 1'000; ++n)
          histogram.record(n * 1'000);
      });
  }
  EXPECT_EQ(histogram.counts().total(), 16'000U);
}

TEST(Registry, GivesTheSameInstrumentForTheSameName) {
  Registry registry;
  auto& one = registry.counter("sangam_calls_total", "Calls", {{"to", "a"}});
  EXPECT_EQ(&one, &registry.counter("sangam_calls_total", "Calls", {{"to", "a"}}));
  EXPECT_NE(&one, &registry.counter("sangam_calls_total", "Calls", {{"to", "b"}}));
}

TEST(Registry, BoundsTheNumberOfSeries) {
  Registry registry;
  for (std::size_t i = 0; i < kSeriesMost + 500; ++i)
    registry.counter("sangam_calls_total", "Calls", {{"to", std::to_string(i)}}).add();
  const auto snapshot = registry.collect();
  EXPECT_EQ(snapshot.find("sangam_calls_total")->samples.size(), kSeriesMost + 1);
  EXPECT_EQ(snapshot.sum("sangam_calls_total", {{"to", "other"}}), 500);
}

TEST(Registry, AsksSourcesUntilTheyAreGone) {
  Registry registry;
  auto source = registry.add_source([](Snapshot& out) { out.gauge("sangam_depth", "Depth", 7); });
  EXPECT_EQ(registry.collect().sum("sangam_depth"), 7);
  source.reset();
  EXPECT_EQ(registry.collect().find("sangam_depth"), nullptr);
}

TEST(Exposition, IsThePrometheusTextFormat) {
  Registry registry;
  registry.counter("sangam_calls_total", "Calls\nby target", {{"to", "a \"b\" \\c"}}).add(3);
  registry.histogram("sangam_wait_seconds", "Wait").record(250'000'000);
  const auto text = exposition(registry.collect());
  EXPECT_TRUE(
      text.starts_with("# HELP sangam_calls_total Calls\\nby target\n"
                       "# TYPE sangam_calls_total counter\n"
                       "sangam_calls_total{to=\"a \\\"b\\\" \\\\c\"} 3\n"))
      << text;
  EXPECT_NE(text.find("sangam_wait_seconds_bucket{le=\"0.1\"} 0\n"), std::string::npos) << text;
  EXPECT_NE(text.find("sangam_wait_seconds_bucket{le=\"0.25\"} 1\n"), std::string::npos) << text;
  EXPECT_NE(text.find("sangam_wait_seconds_bucket{le=\"+Inf\"} 1\n"
                      "sangam_wait_seconds_sum 0.25\nsangam_wait_seconds_count 1\n"),
            std::string::npos)
      << text;
}

}  // namespace
}  // namespace sangam::telemetry
