#include "engines/expression/moment.h"

#include <fmt/format.h>

#include <chrono>

namespace sangam::expression {

namespace {

using Wide = __int128;  // nanoseconds

constexpr std::int64_t kNano = 1'000'000'000;

template <class Time>
Wide wide(Time time) noexcept {
  return Wide{time.seconds} * kNano + time.nanoseconds;
}

template <class Time>
Time narrow(Wide nanoseconds) noexcept {
  auto seconds = nanoseconds / kNano;
  auto rest = nanoseconds % kNano;
  if (rest < 0) rest += kNano, --seconds;
  return {static_cast<std::int64_t>(seconds), static_cast<std::int32_t>(rest)};
}

std::optional<Moment> moment_of(Wide nanoseconds) noexcept {
  const auto moment = narrow<Moment>(nanoseconds);
  if (moment.seconds < kFirstSecond || moment.seconds > kLastSecond) return std::nullopt;
  return moment;
}

std::optional<Duration> duration_of(Wide nanoseconds) noexcept {
  const auto longest = Wide{kLongestSeconds} * kNano;
  if (nanoseconds < -longest || nanoseconds > longest) return std::nullopt;
  return narrow<Duration>(nanoseconds);
}

// Reads texts from the front.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  bool take(char c) noexcept {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool take(std::string_view word) noexcept {
    if (!rest_.starts_with(word)) return false;
    rest_.remove_prefix(word.size());
    return true;
  }
  // Exactly so many digits; -1 otherwise.
  int digits(std::size_t count) noexcept {
    if (rest_.size() < count) return -1;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (!is_digit(rest_[i])) return -1;
      value = value * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(count);
    return value;
  }
  // All digits there are, as many as `most`; their number in `count`.
  std::int64_t number(std::size_t most, std::size_t& count) noexcept {
    std::int64_t value = 0;
    for (count = 0; count < rest_.size() && is_digit(rest_[count]); ++count)
      if (count < most) value = value * 10 + (rest_[count] - '0');
    rest_.remove_prefix(count);
    return value;
  }
  bool done() const noexcept { return rest_.empty(); }

 private:
  static bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
  std::string_view rest_;
};

// Digits behind a point, as nanoseconds; nullopt for none or more than nine.
std::optional<std::int32_t> read_fraction(Cursor& cursor) noexcept {
  std::size_t count = 0;
  auto value = cursor.number(9, count);
  if (count == 0 || count > 9) return std::nullopt;
  for (; count < 9; ++count)
    value *= 10;
  return static_cast<std::int32_t>(value);
}

// Seconds ahead of UTC: "Z", "+05:30".
std::optional<std::int64_t> read_offset(Cursor& cursor) noexcept {
  if (cursor.take('Z') || cursor.take('z')) return 0;
  const bool behind = cursor.take('-');
  if (!behind && !cursor.take('+')) return std::nullopt;
  const int hours = cursor.digits(2);
  if (hours < 0 || hours > 23 || !cursor.take(':')) return std::nullopt;
  const int minutes = cursor.digits(2);
  if (minutes < 0 || minutes > 59) return std::nullopt;
  const std::int64_t offset = hours * 3'600 + minutes * 60;
  return behind ? -offset : offset;
}

std::optional<std::int64_t> read_date(Cursor& cursor) noexcept {
  const int year = cursor.digits(4);
  if (year < 0 || !cursor.take('-')) return std::nullopt;
  const int month = cursor.digits(2);
  if (month < 0 || !cursor.take('-')) return std::nullopt;
  const int day = cursor.digits(2);
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (day < 0 || !date.ok()) return std::nullopt;
  return std::chrono::sys_days(date).time_since_epoch().count();
}

std::optional<std::int64_t> read_clock(Cursor& cursor) noexcept {
  const int hours = cursor.digits(2);
  if (hours < 0 || hours > 23 || !cursor.take(':')) return std::nullopt;
  const int minutes = cursor.digits(2);
  if (minutes < 0 || minutes > 59 || !cursor.take(':')) return std::nullopt;
  const int seconds = cursor.digits(2);
  if (seconds < 0 || seconds > 59) return std::nullopt;
  return hours * 3'600 + minutes * 60 + seconds;
}

// Nanoseconds of a unit; 0 for none.
std::int64_t read_unit(Cursor& cursor) noexcept {
  if (cursor.take("ns")) return 1;
  if (cursor.take("us") || cursor.take("\xc2\xb5s") || cursor.take("\xce\xbcs")) return 1'000;
  if (cursor.take("ms")) return 1'000'000;
  if (cursor.take('s')) return kNano;
  if (cursor.take('m')) return 60 * kNano;
  if (cursor.take('h')) return 3'600 * kNano;
  return 0;
}

std::string fraction_text(std::int32_t nanoseconds) {
  if (nanoseconds == 0) return {};
  auto text = fmt::format(".{:09}", nanoseconds);
  text.erase(text.find_last_not_of('0') + 1);
  return text;
}

}  // namespace

std::optional<Moment> add(Moment moment, Duration duration) noexcept {
  return moment_of(wide(moment) + wide(duration));
}
std::optional<Moment> subtract(Moment moment, Duration duration) noexcept {
  return moment_of(wide(moment) - wide(duration));
}
std::optional<Duration> subtract(Moment a, Moment b) noexcept {
  return duration_of(wide(a) - wide(b));
}
std::optional<Duration> add(Duration a, Duration b) noexcept {
  return duration_of(wide(a) + wide(b));
}
std::optional<Duration> subtract(Duration a, Duration b) noexcept {
  return duration_of(wide(a) - wide(b));
}

std::optional<Moment> parse_moment(std::string_view text) noexcept {
  Cursor cursor(text);
  const auto days = read_date(cursor);
  if (!days || !(cursor.take('T') || cursor.take('t'))) return std::nullopt;
  const auto clock = read_clock(cursor);
  if (!clock) return std::nullopt;
  std::int32_t nanoseconds = 0;
  if (cursor.take('.')) {
    const auto fraction = read_fraction(cursor);
    if (!fraction) return std::nullopt;
    nanoseconds = *fraction;
  }
  const auto offset = read_offset(cursor);
  if (!offset || !cursor.done()) return std::nullopt;
  return moment_of(Wide{*days * 86'400 + *clock - *offset} * kNano + nanoseconds);
}

std::optional<Duration> parse_duration(std::string_view text) noexcept {
  Cursor cursor(text);
  const bool negative = cursor.take('-');
  if (!negative) cursor.take('+');
  if (cursor.take('0') && cursor.done()) return Duration{};
  cursor = Cursor(text.substr(text.starts_with('-') || text.starts_with('+') ? 1 : 0));
  Wide sum = 0;
  do {
    std::size_t whole_digits = 0;
    const auto whole = cursor.number(18, whole_digits);
    std::size_t digits = 0;
    Wide fraction = 0;
    Wide scale = 1;
    if (cursor.take('.')) {
      fraction = cursor.number(9, digits);
      for (std::size_t i = 0; i < std::min<std::size_t>(digits, 9); ++i)
        scale *= 10;
    }
    const Wide unit = read_unit(cursor);
    if (unit == 0 || whole_digits + digits == 0 || whole_digits > 18) return std::nullopt;
    sum += Wide{whole} * unit + fraction * unit / scale;
    if (!duration_of(sum)) return std::nullopt;
  } while (!cursor.done());
  return duration_of(negative ? -sum : sum);
}

std::string format(Moment moment) {
  const auto parts = calendar_of(moment, 0);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}Z", parts.year, parts.month + 1,
                     parts.day + 1, parts.hours, parts.minutes, parts.seconds,
                     fraction_text(moment.nanoseconds));
}

std::string format(Duration duration) {
  const auto nanoseconds = wide(duration);
  const auto positive = narrow<Duration>(nanoseconds < 0 ? -nanoseconds : nanoseconds);
  return fmt::format("{}{}{}s", nanoseconds < 0 ? "-" : "", positive.seconds,
                     fraction_text(positive.nanoseconds));
}

Calendar calendar_of(Moment moment, std::int64_t offset_seconds) noexcept {
  using namespace std::chrono;
  const sys_seconds local{seconds(moment.seconds + offset_seconds)};
  const auto midnight = floor<days>(local);
  const year_month_day date{midnight};
  const hh_mm_ss clock{local - midnight};
  return {.year = int{date.year()},
          .month = static_cast<int>(unsigned{date.month()}) - 1,
          .day = static_cast<int>(unsigned{date.day()}) - 1,
          .day_of_year = static_cast<int>((midnight - sys_days(date.year() / January / 1)).count()),
          .day_of_week = static_cast<int>(weekday{midnight}.c_encoding()),
          .hours = static_cast<int>(clock.hours().count()),
          .minutes = static_cast<int>(clock.minutes().count()),
          .seconds = static_cast<int>(clock.seconds().count()),
          .milliseconds = moment.nanoseconds / 1'000'000};
}

}  // namespace sangam::expression
