#pragma once

// Moments and durations as expressions know them: to the nanosecond, and farther than the 292 years
// on either side of 1970 that Timestamp (base/timestamp.h) reaches. Texts are RFC 3339 and those of
// Go's time package ("1h30m", "-2.5s"), which CEL took over.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sangam::expression {

// Signed, at most about 10,000 years. Nanoseconds fill whole seconds up: -0.5 s is {-1,
// 500'000'000}.
struct Duration {
  std::int64_t seconds = 0;
  std::int32_t nanoseconds = 0;  // 0..999'999'999

  friend auto operator<=>(const Duration&, const Duration&) = default;
};

// Since 1970 in UTC, without leap seconds, from the year 1 to 9999.
struct Moment {
  std::int64_t seconds = 0;
  std::int32_t nanoseconds = 0;

  friend auto operator<=>(const Moment&, const Moment&) = default;
};

inline constexpr std::int64_t kFirstSecond = -62'135'596'800;  // 0001-01-01T00:00:00Z
inline constexpr std::int64_t kLastSecond = 253'402'300'799;   // 9999-12-31T23:59:59Z
inline constexpr std::int64_t kLongestSeconds = 315'576'000'000;

// What lies outside the range is nullopt, in each of these.
std::optional<Moment> add(Moment moment, Duration duration) noexcept;
std::optional<Moment> subtract(Moment moment, Duration duration) noexcept;
std::optional<Duration> subtract(Moment a, Moment b) noexcept;
std::optional<Duration> add(Duration a, Duration b) noexcept;
std::optional<Duration> subtract(Duration a, Duration b) noexcept;

std::optional<Moment> parse_moment(std::string_view text) noexcept;
std::optional<Duration> parse_duration(std::string_view text) noexcept;
std::string format(Moment moment);
std::string format(Duration duration);  // "1.5s"

// The parts of a moment on the clocks of a place that is `offset_seconds` ahead of UTC.
struct Calendar {
  std::int64_t year = 0;
  int month = 0;        // 0..11
  int day = 0;          // 0..30
  int day_of_year = 0;  // 0..365
  int day_of_week = 0;  // 0: Sunday
  int hours = 0, minutes = 0, seconds = 0, milliseconds = 0;
};
Calendar calendar_of(Moment moment, std::int64_t offset_seconds) noexcept;

}  // namespace sangam::expression
