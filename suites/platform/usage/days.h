#pragma once

// Days and months of UTC.

#include <chrono>

#include "base/timestamp.h"

namespace sangam::suites::platform::usage {

inline constexpr std::int64_t kDayNanoseconds = 86'400 * kNanosecondsPerSecond;
// How long figures are kept, and how far a question may reach.
inline constexpr std::int32_t kDaysKept = 400;

inline Date day_of(Timestamp at) noexcept {
  return {static_cast<std::int32_t>(at.nanoseconds / kDayNanoseconds)};
}

inline Timestamp midnight_after(Date day) noexcept {
  return {(day.days + std::int64_t{1}) * kDayNanoseconds};
}

// The first day of the month that `day` is in.
inline Date month_of(Date day) noexcept {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day.days}}};
  const auto first = std::chrono::sys_days{date.year() / date.month() / 1};
  return {static_cast<std::int32_t>(first.time_since_epoch().count())};
}

}  // namespace sangam::suites::platform::usage
