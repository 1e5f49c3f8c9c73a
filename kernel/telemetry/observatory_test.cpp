#include "kernel/telemetry/observatory.h"

#include <gtest/gtest.h>

#include "kernel/telemetry/disk_health.h"

namespace sangam::telemetry {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

TEST(Health, KeepsSinceWhenAPartIsAsItIs) {
  Health health;
  HealthVerdict verdict;
  health.add("database", true, [&] { return verdict; });
  health.add("disk", false, [] { return HealthVerdict{}; });
  EXPECT_TRUE(health.parts().empty());
  EXPECT_EQ(health.look({10})[0].since.nanoseconds, 10);
  EXPECT_EQ(health.look({20})[0].since.nanoseconds, 10);
  EXPECT_EQ(health.overall(), HealthState::well);
  verdict = {HealthState::failing, "it does not answer"};
  EXPECT_EQ(health.look({30})[0].since.nanoseconds, 30);
  verdict.reason = "it still does not";
  EXPECT_EQ(health.look({40})[0].since.nanoseconds, 30);
  EXPECT_EQ(health.overall(), HealthState::failing);
  EXPECT_EQ(health.parts()[0].reason, "it still does not");
  EXPECT_NE(health_json(health.overall(), health.look({50}))
                .find(R"({"part":"database","state":"failing","reason":"it still does not")"),
            std::string::npos);
}

TEST(Health, IsDegradedByWhatIsNotEssential) {
  Health health;
  health.add("lanes", false, [] { return HealthVerdict{HealthState::failing, "no"}; });
  health.look({1});
  EXPECT_EQ(health.overall(), HealthState::degraded);
}

TEST(DiskHealth, SaysSoBeforeTheDiskIsFull) {
  constexpr std::uint64_t kGiB = 1ULL << 30;
  EXPECT_EQ(judge_disk(50 * kGiB, 100 * kGiB).state, HealthState::well);
  EXPECT_EQ(judge_disk(9 * kGiB, 100 * kGiB).state, HealthState::degraded);
  EXPECT_EQ(judge_disk(1 * kGiB, 100 * kGiB).state, HealthState::failing);
  EXPECT_EQ(judge_disk(kGiB / 8, kGiB).state, HealthState::failing);
  EXPECT_NE(disk_health("/").reason.find("% free"), std::string::npos);
  EXPECT_EQ(disk_health("/there/is/no/such/folder").state, HealthState::failing);
}

TEST(Series, AreRatesBetweenSamples) {
  Registry registry;
  auto& requests = registry.counter("sangam_operation_requests_total", "Requests",
                                    {{"operation", "a"}, {"kind", "query"}, {"status", "2xx"}});
  SeriesRecorder recorder(registry, key_series());
  recorder.sample({0});
  requests.add(50);
  recorder.sample({10 * kSecond});
  recorder.sample({20 * kSecond});
  const auto points = recorder.read("requests", false, {0});
  ASSERT_TRUE(points);
  ASSERT_EQ(points->size(), 2U);
  EXPECT_DOUBLE_EQ((*points)[0].value, 5);
  EXPECT_DOUBLE_EQ((*points)[1].value, 0);
  EXPECT_EQ(recorder.read("requests", false, {10 * kSecond})->size(), 1U);
  EXPECT_FALSE(recorder.read("nothing", false, {0}));
}

TEST(Series, AreBoundedAndAveragedByMinute) {
  Registry registry;
  auto& depth = registry.gauge("sangam_http_connections", "Connections");
  SeriesRecorder recorder(registry, key_series());
  for (std::int64_t i = 0; i <= 6 * 800; ++i) {
    depth.set(i % 6);
    recorder.sample({i * kFineSeconds * kSecond});
  }
  EXPECT_EQ(recorder.read("connections", false, {0})->size(), kFinePoints);
  const auto coarse = recorder.read("connections", true, {0});
  ASSERT_EQ(coarse->size(), kCoarsePoints);
  EXPECT_DOUBLE_EQ(coarse->back().value, 2.5);
}

TEST(OperationHistory, ShowsWhatHappenedInTheWindowOnly) {
  Registry registry;
  const Labels labels{{"operation", "a"}, {"kind", "query"}};
  auto& durations = registry.histogram("sangam_operation_duration_seconds", "Duration", labels);
  auto with_status = [&](const char* status) -> Counter& {
    auto all = labels;
    all.emplace_back("status", status);
    return registry.counter("sangam_operation_requests_total", "Requests", all);
  };
  auto& good = with_status("2xx");
  auto& failed = with_status("5xx");
  OperationHistory history(registry);
  good.add(100);
  durations.record(2 * kSecond);
  history.remember({0});
  good.add(5);
  failed.add(1);
  durations.record(kSecond / 1000);
  double seconds = 0;
  const auto figures = history.figures({30 * kSecond}, 5, seconds);
  EXPECT_DOUBLE_EQ(seconds, 30);
  ASSERT_EQ(figures.size(), 1U);
  EXPECT_EQ(figures[0].requests, 6);
  EXPECT_EQ(figures[0].failed, 1);
  EXPECT_EQ(figures[0].kind, "query");
  EXPECT_LE(figures[0].durations.quantile(0.99), 0.0011);
  history.remember({60 * kSecond});
  EXPECT_TRUE(history.figures({61 * kSecond}, 1, seconds).empty());
}

}  // namespace
}  // namespace sangam::telemetry
