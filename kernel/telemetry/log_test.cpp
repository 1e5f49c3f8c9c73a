#include "kernel/telemetry/log.h"

#include <gtest/gtest.h>

#include "kernel/telemetry/log_repeats.h"
#include "kernel/telemetry/trace.h"

namespace sangam::log {
namespace {

std::vector<Line> lines_with(std::string_view text) {
  return tail().read({.contains = std::string(text)});
}

TEST(Log, CollapsesWhatRepeats) {
  for (int i = 0; i < 200; ++i)
    error("the same thing failed", {{"try", std::to_string(i)}});
  EXPECT_EQ(lines_with("the same thing failed").size(), kLogBurst);
  flush_repeats(true);
  const auto lines = lines_with("the same thing failed");
  ASSERT_EQ(lines.size(), kLogBurst + 1);
  EXPECT_EQ(lines.back().fields, R"({"try":"199","repeated":"195"})");
}

TEST(Log, NamesTheRequest) {
  telemetry::Trace trace;
  trace.begin({.traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
               .tracestate = "",
               .request_id = "req_9"});
  trace.set_operation("books.get");
  trace.set_tenant(4);
  error(trace, "one request failed", {{"reason", "a \"b\""}});
  const auto lines = lines_with("one request failed");
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].module, "kernel/telemetry");
  EXPECT_EQ(lines[0].fields, R"({"reason":"a \"b\"","trace_id":"0af7651916cd43dd8448eb211c80319c",)"
                             R"("request_id":"req_9","operation":"books.get","tenant":"4"})");
}

TEST(Log, HasALevelForEachModule) {
  debug("nobody sees this");
  EXPECT_TRUE(lines_with("nobody sees this").empty());
  ASSERT_TRUE(set_level("kernel", Level::debug));
  debug("the module is looked at");
  EXPECT_EQ(lines_with("the module is looked at").size(), 1U);
  ASSERT_TRUE(set_level("kernel/telemetry", Level::error));
  warning("the nearest level counts");
  EXPECT_TRUE(lines_with("the nearest level counts").empty());
  set_level("kernel", Level::info);
  set_level("kernel/telemetry", Level::info);
}

TEST(Log, BoundsTheModulesWithALevel) {
  bool all = true;
  for (std::size_t i = 0; i < 2 * kModulesMost; ++i)
    all = set_level("made/up" + std::to_string(i), Level::info) && all;
  EXPECT_FALSE(all);
  EXPECT_LE(levels().size(), kModulesMost + 1);
}

TEST(Tail, IsBoundedAndFiltered) {
  Tail tail;
  for (std::size_t i = 0; i < kTailLines + 10; ++i)
    tail.add({.at = {1},
              .level = i % 2 ? Level::error : Level::info,
              .module = "kernel/lane",
              .message = "m",
              .fields = "{}"});
  EXPECT_EQ(tail.read({.limit = 5'000}).size(), kTailLines);
  EXPECT_EQ(tail.read({.level = Level::error, .limit = 5'000}).size(), kTailLines / 2);
  EXPECT_EQ(tail.read({.after = static_cast<std::int64_t>(kTailLines) + 7}).size(), 3U);
  EXPECT_TRUE(tail.read({.module = "kernel/lan"}).empty());
  EXPECT_EQ(tail.read({.module = "kernel", .limit = 2}).size(), 2U);
}

TEST(Repeats, BeginsAnewWhenTheTimeIsOver) {
  Repeats<int> repeats(1, 100, 2);
  std::vector<Repeats<int>::Held> due;
  EXPECT_TRUE(repeats.admit("a", 1, 0, due));
  EXPECT_FALSE(repeats.admit("a", 2, 50, due));
  EXPECT_TRUE(due.empty());
  EXPECT_TRUE(repeats.admit("a", 3, 100, due));
  ASSERT_EQ(due.size(), 1U);
  EXPECT_EQ(due[0].line, 2);
  EXPECT_EQ(due[0].count, 1U);
}

TEST(Repeats, TellsABoundedNumberApart) {
  Repeats<int> repeats(1, 100, 2);
  std::vector<Repeats<int>::Held> due;
  EXPECT_TRUE(repeats.admit("a", 1, 0, due));
  EXPECT_TRUE(repeats.admit("b", 1, 0, due));
  EXPECT_TRUE(repeats.admit("c", 1, 0, due));
  EXPECT_FALSE(repeats.admit("d", 1, 0, due)) << "shares the count of what is too many";
  EXPECT_EQ(repeats.take_due(200, false).size(), 1U);
}

}  // namespace
}  // namespace sangam::log
