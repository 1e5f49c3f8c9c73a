#include "apps/sangam/client/event_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace sangam::apps::client {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kEvent =
    R"({"occurred_at":"2026-11-21T10:43:10.594126579Z","type":"shop.paid","stream":"orders/1",
        "payload":{"units":5}})";

TEST(EventLine, IsOneLineForPeople) {
  EXPECT_EQ(event_line(boost::json::parse(kEvent), false),
            "10:43:10.594  shop.paid  orders/1  {\"units\":5}\n");
}

TEST(EventLine, AColourBelongsToAType) {
  const auto painted = event_line(boost::json::parse(kEvent), true);
  EXPECT_THAT(painted, HasSubstr("\033["));
  EXPECT_EQ(painted, event_line(boost::json::parse(kEvent), true));
}

TEST(EventLine, WhatAnEventSaysIsNoCommandForTheTerminal) {
  const auto line = event_line(
      boost::json::parse(R"({"type":"a\u001b[31m","stream":"b\nc","payload":"\u009b2J\u001b"})"),
      false);
  EXPECT_THAT(line, Not(HasSubstr("\033")));
  EXPECT_THAT(line, Not(HasSubstr("\xC2\x9B")));
  EXPECT_EQ(std::count(line.begin(), line.end(), '\n'), 1);
}

TEST(EventLine, OddEventsAreLinesToo) {
  EXPECT_EQ(event_line(boost::json::parse("[]"), false), "    \n");
  EXPECT_EQ(event_line(boost::json::parse(R"({"type":5,"occurred_at":"T"})"), false), "    \n");
}

TEST(SinceTime, IsAgoOrAPoint) {
  const Timestamp now{std::int64_t{1'000'000} * kNanosecondsPerSecond};
  const auto ago = [&](std::string_view text) {
    const auto time = since_time(text, now);
    return time ? (now.nanoseconds - time->nanoseconds) / kNanosecondsPerSecond : -1;
  };
  EXPECT_EQ(ago("90s"), 90);
  EXPECT_EQ(ago("10m"), 600);
  EXPECT_EQ(ago("2h"), 7'200);
  EXPECT_EQ(ago("3d"), 259'200);
  EXPECT_EQ(since_time("1970-01-02T00:00:00Z", now)->nanoseconds, 86'400 * kNanosecondsPerSecond);
  for (const auto* wrong :
       {"", "m", "10", "-5m", "5w", "1e3s", "367d", "99999999999999999999s", "yesterday"})
    EXPECT_FALSE(since_time(wrong, now)) << wrong;
}

}  // namespace
}  // namespace sangam::apps::client
