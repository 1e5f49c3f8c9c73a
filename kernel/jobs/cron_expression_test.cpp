#include "kernel/jobs/cron_expression.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <chrono>

namespace sangam::jobs {
namespace {

using namespace std::chrono;

LocalMinute at(int year, unsigned month_number, unsigned day_number, int hour, int minute) {
  const sys_days date{std::chrono::year{year} / month_number / day_number};
  return date.time_since_epoch().count() * 24 * 60 + hour * 60 + minute;
}

CronExpression cron(std::string_view text) {
  auto parsed = CronExpression::parse(text);
  EXPECT_TRUE(parsed.has_value()) << text;
  return *parsed;
}

TEST(CronExpression, FindsTheNextMinute) {
  const auto from = at(2026, 1, 31, 9, 30);  // a Saturday
  EXPECT_EQ(cron("* * * * *").next(from), from);
  EXPECT_EQ(cron("29 9 * * *").next(from), at(2026, 2, 1, 9, 29));
  EXPECT_EQ(cron("*/20 * * * *").next(from), at(2026, 1, 31, 9, 40));
  EXPECT_EQ(cron("5/20 * * * *").next(from), at(2026, 1, 31, 9, 45));
  EXPECT_EQ(cron("0 9-17/4 * * *").next(from), at(2026, 1, 31, 13, 0));
  EXPECT_EQ(cron("0 0 * * MON-fri").next(from), at(2026, 2, 2, 0, 0));
  EXPECT_EQ(cron("0 0 * * 7").next(from), at(2026, 2, 1, 0, 0));
  EXPECT_EQ(cron("0 0 * * 0").next(from), at(2026, 2, 1, 0, 0));
  EXPECT_EQ(cron("15,45 10 1 jan,jul *").next(from), at(2026, 7, 1, 10, 15));
  EXPECT_EQ(cron("0 0 29 2 *").next(from), at(2028, 2, 29, 0, 0));
  EXPECT_EQ(cron("0 0 31 * *").next(from + 1), at(2026, 3, 31, 0, 0));
  EXPECT_EQ(cron("  0\t0  1 * * ").next(from), at(2026, 2, 1, 0, 0));
}

TEST(CronExpression, TakesEitherDayWhenBothAreGiven) {
  const auto both = cron("0 0 13 * fri");
  EXPECT_EQ(both.next(at(2026, 3, 1, 0, 0)), at(2026, 3, 6, 0, 0));
  EXPECT_EQ(both.next(at(2026, 4, 11, 0, 0)), at(2026, 4, 13, 0, 0));
  EXPECT_EQ(cron("0 0 */2 * fri").next(at(2026, 3, 1, 0, 0)), at(2026, 3, 13, 0, 0));
}

TEST(CronExpression, KnowsNicknames) {
  const auto from = at(2026, 1, 31, 9, 30);
  EXPECT_EQ(cron("@hourly").next(from), at(2026, 1, 31, 10, 0));
  EXPECT_EQ(cron("@daily").next(from), at(2026, 2, 1, 0, 0));
  EXPECT_EQ(cron("@midnight").next(from), at(2026, 2, 1, 0, 0));
  EXPECT_EQ(cron("@weekly").next(from), at(2026, 2, 1, 0, 0));
  EXPECT_EQ(cron("@monthly").next(from), at(2026, 2, 1, 0, 0));
  EXPECT_EQ(cron("@yearly").next(from), at(2027, 1, 1, 0, 0));
}

TEST(CronExpression, NeverIsNever) {
  EXPECT_EQ(cron("0 0 30 2 *").next(0), std::nullopt);
  EXPECT_EQ(cron("0 0 29 2 *").next(at(2096, 3, 1, 0, 0)), at(2104, 2, 29, 0, 0));
}

TEST(CronExpression, RefusesWhatItCannotRead) {
  for (const auto* text : {"",
                           "* * * *",
                           "* * * * * *",
                           "60 * * * *",
                           "* 24 * * *",
                           "* * 0 * *",
                           "* * 32 * *",
                           "* * * 13 *",
                           "* * * foo *",
                           "* * * * 8",
                           "*/0 * * * *",
                           "1-2-3 * * * *",
                           "5-1 * * * *",
                           "1,,2 * * * *",
                           "-1 * * * *",
                           "@reboot",
                           "* * * * sat-",
                           "1/ * * * *",
                           "+1 * * * *",
                           "99999999999 * * * *"})
    EXPECT_FALSE(CronExpression::parse(text).has_value()) << text;
  EXPECT_NE(CronExpression::parse("60 * * * *").error().find("minute"), std::string::npos);
}

// next() is the first of the minutes that match.
RC_GTEST_PROP(CronExpression, NextIsTheFirstThatMatches, ()) {
  const auto minute = std::to_string(*rc::gen::inRange(0, 60));
  const auto hour = *rc::gen::element<std::string>("*", "3", "*/5", "1-4");
  const auto day = *rc::gen::element<std::string>("*", "1", "31", "10-20/3");
  const auto weekday = *rc::gen::element<std::string>("*", "1", "sat,sun");
  const auto expression = cron(minute + " " + hour + " " + day + " * " + weekday);
  const auto from = *rc::gen::inRange<LocalMinute>(at(2020, 1, 1, 0, 0), at(2030, 1, 1, 0, 0));
  const auto found = expression.next(from);
  RC_ASSERT(found.has_value());
  RC_ASSERT(expression.matches(*found));
  for (auto between = from; between < *found; ++between)
    RC_ASSERT(!expression.matches(between));
}

}  // namespace
}  // namespace sangam::jobs
