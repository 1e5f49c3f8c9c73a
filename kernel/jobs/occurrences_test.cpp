#include "kernel/jobs/occurrences.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kernel/jobs/schedule.h"

namespace sangam::jobs {
namespace {

using ::testing::ElementsAre;

Timestamp at(std::string_view text) {
  Timestamp moment;
  EXPECT_FALSE(Timestamp::parse(text, moment).has_value()) << text;
  return moment;
}

// The occurrences behind `after`.
std::vector<std::string> next(std::string_view expression, std::string_view zone,
                              std::string_view after, int count) {
  const auto timetable = read_timetable(expression, zone);
  EXPECT_TRUE(timetable.has_value()) << expression << " " << zone;
  std::vector<std::string> found;
  auto moment = at(after);
  for (int i = 0; i < count; ++i) {
    const auto occurrence = next_occurrence(timetable->cron, *timetable->zone, moment);
    if (!occurrence) break;
    found.push_back(occurrence->str());
    moment = *occurrence;
  }
  return found;
}

TEST(Occurrences, AreInTheZone) {
  EXPECT_THAT(next("30 9 * * *", "Asia/Kolkata", "2026-01-31T04:00:00Z", 2),
              ElementsAre("2026-02-01T04:00:00Z", "2026-02-02T04:00:00Z"));
  EXPECT_THAT(next("30 9 * * *", "Asia/Kathmandu", "2026-01-31T00:00:00Z", 1),
              ElementsAre("2026-01-31T03:45:00Z"));
  EXPECT_THAT(next("0 9 * * *", "Europe/Berlin", "2026-03-28T09:00:00Z", 2),
              ElementsAre("2026-03-29T07:00:00Z", "2026-03-30T07:00:00Z"));
  EXPECT_THAT(next("0 0 1 1 *", "UTC", "2026-01-31T04:00:00.000000001Z", 2),
              ElementsAre("2027-01-01T00:00:00Z", "2028-01-01T00:00:00Z"));
}

// On 2026-03-29 Berlin has no 02:00 to 03:00.
TEST(Occurrences, ThatDoNotExistHappenAfterTheGapOnce) {
  EXPECT_THAT(next("30 2 * * *", "Europe/Berlin", "2026-03-28T02:00:00Z", 2),
              ElementsAre("2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z"));
  EXPECT_THAT(next("*/30 * * * *", "Europe/Berlin", "2026-03-29T00:00:00Z", 3),
              ElementsAre("2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z"));
  EXPECT_THAT(next("0,15,30 2 * * *", "Europe/Berlin", "2026-03-29T00:00:00Z", 2),
              ElementsAre("2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z"));
  // Lord Howe moves by half an hour: no 02:00 to 02:30 on 2026-10-04.
  EXPECT_THAT(next("10 2 * * *", "Australia/Lord_Howe", "2026-10-03T00:00:00Z", 2),
              ElementsAre("2026-10-03T15:30:00Z", "2026-10-04T15:10:00Z"));
}

// On 2026-10-25 Berlin has 02:00 to 03:00 twice.
TEST(Occurrences, ThatExistTwiceHappenOnceUnlessEveryHour) {
  EXPECT_THAT(next("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00:00Z", 2),
              ElementsAre("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"));
  EXPECT_THAT(next("30 * * * *", "Europe/Berlin", "2026-10-25T00:00:00Z", 3),
              ElementsAre("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:30:00Z"));
  // Asked in the middle of the second pass.
  EXPECT_THAT(next("50 2 * * *", "Europe/Berlin", "2026-10-25T01:10:00Z", 1),
              ElementsAre("2026-10-26T01:50:00Z"));
}

TEST(Occurrences, MissTheirTimeByPolicy) {
  const auto timetable = read_timetable("*/10 * * * *", "UTC");
  ASSERT_TRUE(timetable.has_value());
  const auto due = [&](std::string_view now, Misfire misfire, std::int32_t limit) {
    const auto found = due_occurrences(timetable->cron, *timetable->zone,
                                       at("2026-01-01T00:10:00Z"), at(now), misfire, limit);
    EXPECT_TRUE(found.next_at.has_value() && *found.next_at > at(now));
    std::string text;
    for (const auto moment : found.happen)
      text += moment.str().substr(11, 5) + " ";
    return text;
  };
  for (const auto misfire : {Misfire::skip, Misfire::once, Misfire::all})
    EXPECT_EQ(due("2026-01-01T00:10:30Z", misfire, 3), "00:10 ");
  EXPECT_EQ(due("2026-01-01T01:05:00Z", Misfire::skip, 3), "");
  EXPECT_EQ(due("2026-01-01T01:00:10Z", Misfire::skip, 3), "01:00 ");
  EXPECT_EQ(due("2026-01-01T01:05:00Z", Misfire::once, 3), "01:00 ");
  EXPECT_EQ(due("2026-01-01T01:05:00Z", Misfire::all, 3), "00:40 00:50 01:00 ");
  EXPECT_EQ(due("2026-01-01T01:05:00Z", Misfire::all, 100), "00:10 00:20 00:30 00:40 00:50 01:00 ");
  EXPECT_EQ(due("2036-01-01T00:00:00Z", Misfire::once, 1), "00:00 ");
  EXPECT_EQ(due("2026-01-01T00:05:00Z", Misfire::all, 9), "");
}

TEST(Timetables, SayWhatIsWrong) {
  const auto field = [](std::string_view cron, std::string_view zone) {
    const auto timetable = read_timetable(cron, zone);
    return timetable ? std::string("fine") : std::string(timetable.error().field);
  };
  EXPECT_EQ(field("@daily", "Asia/Kolkata"), "fine");
  EXPECT_EQ(field("@daily", "Asia/Calcutta"), "fine");
  EXPECT_EQ(field("0 0 30 2 *", "UTC"), "cron");
  EXPECT_EQ(field("daily", "UTC"), "cron");
  for (const auto* zone : {"", "Asia", "Mars/Olympus", "GMT+5", "+05:30", "../etc/passwd", "\xff"})
    EXPECT_EQ(field("@daily", zone), "zone") << zone;
}

}  // namespace
}  // namespace sangam::jobs
