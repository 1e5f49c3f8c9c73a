#pragma once

// CronExpression: when something happens again and again, as crontab(5) says it: five fields of
// minute, hour, day of month, month, day of week, each *, a number, a range, a list or a step;
// names of months and days; @hourly, @daily, @midnight, @weekly, @monthly, @yearly, @annually. If
// both day fields are restricted, either may match. Pure: it knows local time only.

#include <bitset>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace sangam::jobs {

// Minutes of local time since 1970-01-01T00:00, without a zone.
using LocalMinute = std::int64_t;

class CronExpression {
 public:
  // The error is a sentence for people.
  static std::expected<CronExpression, std::string> parse(std::string_view text);

  // The first minute at or after `from` that matches; nullopt when there is none in the next twelve
  // years (February 30th). O(days) until it.
  std::optional<LocalMinute> next(LocalMinute from) const;
  bool matches(LocalMinute minute) const;
  // Whether the hour is not restricted: such an expression means an interval, not a time of day.
  bool every_hour() const noexcept { return hours_.all(); }

 private:
  bool matches_day(std::int64_t day) const;

  std::bitset<60> minutes_;
  std::bitset<24> hours_;
  std::bitset<32> days_;     // 1..31
  std::bitset<13> months_;   // 1..12
  std::bitset<7> weekdays_;  // 0 is Sunday
  bool any_day_ = true;      // the field was *
  bool any_weekday_ = true;
};

}  // namespace sangam::jobs
