#include "base/timestamp.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace sangam {
namespace {

std::optional<std::int64_t> nanoseconds_of(std::string_view text) {
  Timestamp value;
  if (Timestamp::parse(text, value)) return std::nullopt;
  return value.nanoseconds;
}

TEST(Timestamp, ReadsOffsetsAndFractions) {
  EXPECT_EQ(nanoseconds_of("1970-01-01T00:00:00Z"), 0);
  EXPECT_EQ(nanoseconds_of("1970-01-01T05:30:00+05:30"), 0);
  EXPECT_EQ(nanoseconds_of("1969-12-31T16:00:00-08:00"), 0);
  EXPECT_EQ(nanoseconds_of("1970-01-01t00:00:01.5z"), 1'500'000'000);
  EXPECT_EQ(nanoseconds_of("1970-01-01 00:00:00.123456789Z"), 123'456'789);
  EXPECT_EQ(nanoseconds_of("2024-02-29T23:59:59Z"), 1'709'251'199 * kNanosecondsPerSecond);
  EXPECT_EQ(nanoseconds_of("2000-01-01T00:00:00Z"), 946'684'800 * kNanosecondsPerSecond);
}

TEST(Timestamp, RefusesWhatIsNoTime) {
  for (const auto* text : {"",
                           "2026",
                           "2026-01-31",
                           "2026-01-31T09:30",
                           "2026-01-31T09:30:00",
                           "2026-01-31T09:30:60Z",
                           "2026-01-31T24:00:00Z",
                           "2026-02-30T00:00:00Z",
                           "2025-02-29T00:00:00Z",
                           "2026-13-01T00:00:00Z",
                           "2026-00-01T00:00:00Z",
                           "2026-01-00T00:00:00Z",
                           "2026-01-31T09:30:00.Z",
                           "2026-01-31T09:30:00.1234567890Z",
                           "2026-01-31T09:30:00+0530",
                           "2026-01-31T09:30:00+24:00",
                           "2026-01-31T09:30:00+05:60",
                           "2026-01-31T09:30:00Z ",
                           "+2026-01-31T09:30:00Z",
                           "2026-1-31T09:30:00Z",
                           "1969-12-31T23:59:59Z",
                           "9999-01-01T00:00:00Z",
                           "2026-01-31X09:30:00Z"})
    EXPECT_FALSE(nanoseconds_of(text)) << text;
}

TEST(Timestamp, WritesFractionsInGroupsOfThree) {
  EXPECT_EQ(Timestamp{0}.str(), "1970-01-01T00:00:00Z");
  EXPECT_EQ(Timestamp{100'000'000}.str(), "1970-01-01T00:00:00.100Z");
  EXPECT_EQ(Timestamp{1'000}.str(), "1970-01-01T00:00:00.000001Z");
  EXPECT_EQ(Timestamp{1}.str(), "1970-01-01T00:00:00.000000001Z");
}

TEST(Timestamp, LastOneFits) {
  EXPECT_TRUE(nanoseconds_of("2262-04-11T23:47:15Z"));
  EXPECT_FALSE(nanoseconds_of("2262-04-11T23:47:17Z"));
}

RC_GTEST_PROP(TimestampProperty, ReadsBackWhatItWrites, ()) {
  const Timestamp time{*rc::gen::inRange<std::int64_t>(0, INT64_MAX - 2 * kNanosecondsPerSecond)};
  RC_ASSERT(nanoseconds_of(time.str()) == time.nanoseconds);
  std::string sql;
  time.format_sql(sql);
  Timestamp again;
  RC_ASSERT(!Timestamp::parse_sql(sql, again));
  RC_ASSERT(again == time);
}

RC_GTEST_PROP(TimestampProperty, WholeSecondsSortAsText, ()) {
  const auto second = [] {
    return Timestamp{*rc::gen::inRange<std::int64_t>(0, 9'000'000'000) * 1'000'000'000};
  };
  const auto a = second();
  const auto b = second();
  RC_ASSERT((a < b) == (a.str() < b.str()));
}

TEST(Date, ReadsAndWritesDays) {
  const auto days_of = [](std::string_view text) -> std::optional<std::int32_t> {
    Date date;
    if (Date::parse(text, date)) return std::nullopt;
    return date.days;
  };
  EXPECT_EQ(days_of("1970-01-01"), 0);
  EXPECT_EQ(days_of("1969-12-31"), -1);
  EXPECT_EQ(days_of("2024-02-29"), 19'782);
  for (const auto* text : {"", "2023-02-29", "2024-02-29Z", "20240229", "2024-2-9", "2024-02-29 "})
    EXPECT_FALSE(days_of(text)) << text;
}

RC_GTEST_PROP(DateProperty, ReadsBackWhatItWrites, ()) {
  const Date date{*rc::gen::inRange<std::int32_t>(-700'000, 2'900'000)};
  std::string text;
  date.format(text);
  Date again;
  RC_ASSERT(!Date::parse(text, again));
  RC_ASSERT(again == date);
}

}  // namespace
}  // namespace sangam
