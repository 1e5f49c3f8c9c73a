#include "kernel/http/date.h"

#include <fmt/format.h>
#include <time.h>

#include <array>

namespace sangam::http {

std::string format_http_date(std::int64_t unix_seconds) {
  constexpr std::array<std::string_view, 7> kDays = {"Sun", "Mon", "Tue", "Wed",
                                                     "Thu", "Fri", "Sat"};
  constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const time_t seconds = unix_seconds;
  tm parts{};
  ::gmtime_r(&seconds, &parts);
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
                     kDays[static_cast<std::size_t>(parts.tm_wday)], parts.tm_mday,
                     kMonths[static_cast<std::size_t>(parts.tm_mon)], parts.tm_year + 1900,
                     parts.tm_hour, parts.tm_min, parts.tm_sec);
}

std::string_view DateCache::text() {
  // The loop's coarse time moves once a tick, so nearly every call ends here.
  if (const std::int64_t now = loop_.coarse_nanoseconds(); now != made_at_) {
    made_at_ = now;
    if (const std::int64_t second = unix_seconds_(); second != second_) {
      second_ = second;
      text_ = format_http_date(second);
    }
  }
  return text_;
}

}  // namespace sangam::http
