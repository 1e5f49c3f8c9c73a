// What the clocks of a place show at a moment, and the parts of a duration.

#include <algorithm>

#include "base/time_zone/time_zone.h"
#include "engines/expression/standard_library.h"

namespace sangam::expression {

namespace {

// Seconds ahead of UTC of "+05:30", "02:00" or "Asia/Kolkata" at a moment.
std::optional<std::int64_t> offset_of(const std::string& zone, Moment moment) {
  const bool signed_ = zone.starts_with('+') || zone.starts_with('-');
  const auto digits = zone.substr(signed_ ? 1 : 0);
  const auto digit = [&](std::size_t at) { return digits[at] >= '0' && digits[at] <= '9'; };
  if (digits.size() == 5 && digits[2] == ':' && digit(0) && digit(1) && digit(3) && digit(4)) {
    const auto part = [&](std::size_t at) {
      return (digits[at] - '0') * 10 + digits[at + 1] - '0';
    };
    const std::int64_t offset = part(0) * 3'600 + part(3) * 60;
    return zone.starts_with('-') ? -offset : offset;
  }
  const auto rules = find_zone(zone);
  if (!rules) return std::nullopt;
  // The data base reaches as far as Timestamp does.
  constexpr std::int64_t kReach = 9'000'000'000;
  const auto seconds = std::clamp(moment.seconds, -kReach, kReach);
  return rules->offset_at(Timestamp{seconds * kNanosecondsPerSecond});
}

using Part = std::int64_t (*)(const Calendar&);

// A part of a moment; `of_duration`, when there is one, of durations too.
Function part(const std::string& name, Part of_moment,
              std::int64_t (*of_duration)(const Duration&) = nullptr) {
  std::vector<Overload> overloads{{{Kind::timestamp}, Kind::integer, true},
                                  {{Kind::timestamp, Kind::text}, Kind::integer, true}};
  if (of_duration) overloads.push_back({{Kind::duration}, Kind::integer, true});
  return {name, std::move(overloads), [=](Arguments a) -> Value {
            if (const auto* duration = a[0].get<Duration>(); duration && of_duration)
              return of_duration(*duration);
            const auto* moment = a[0].get<Moment>();
            const auto* zone = a.size() == 2 ? a[1].get<std::string>() : nullptr;
            if (!moment || (a.size() == 2 && !zone)) return no_overload(name, a);
            const auto offset = zone ? offset_of(*zone, *moment) : 0;
            if (!offset) return Value::failure("there is no time zone '" + *zone + "'");
            return of_moment(calendar_of(*moment, *offset));
          }};
}

}  // namespace

std::vector<Function> time_functions() {
  return {
      part("getFullYear", [](const Calendar& c) { return c.year; }),
      part("getMonth", [](const Calendar& c) { return std::int64_t{c.month}; }),
      part("getDayOfMonth", [](const Calendar& c) { return std::int64_t{c.day}; }),
      part("getDate", [](const Calendar& c) { return std::int64_t{c.day} + 1; }),
      part("getDayOfWeek", [](const Calendar& c) { return std::int64_t{c.day_of_week}; }),
      part("getDayOfYear", [](const Calendar& c) { return std::int64_t{c.day_of_year}; }),
      part(
          "getHours", [](const Calendar& c) { return std::int64_t{c.hours}; },
          [](const Duration& d) { return d.seconds / 3'600; }),
      part(
          "getMinutes", [](const Calendar& c) { return std::int64_t{c.minutes}; },
          [](const Duration& d) { return d.seconds / 60; }),
      part(
          "getSeconds", [](const Calendar& c) { return std::int64_t{c.seconds}; },
          [](const Duration& d) { return d.seconds; }),
      part(
          "getMilliseconds", [](const Calendar& c) { return std::int64_t{c.milliseconds}; },
          [](const Duration& d) { return std::int64_t{d.nanoseconds / 1'000'000}; }),
  };
}

}  // namespace sangam::expression
