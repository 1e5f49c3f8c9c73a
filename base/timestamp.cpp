#include "base/timestamp.h"

#include <charconv>
#include <chrono>
#include <cstdio>

#include "base/scalars.h"

namespace sangam {

namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

constexpr std::int64_t kSecondsPerDay = 86'400;
constexpr std::int64_t kMaxSeconds = INT64_MAX / kNanosecondsPerSecond - 1;

// Reads fixed-width fields from the front of a text; `ok` turns false at the first misfit.
struct FieldReader {
  std::string_view rest;
  bool ok = true;

  int digits(std::size_t count) {
    int value = 0;
    if (rest.size() < count) ok = false;
    for (std::size_t i = 0; ok && i < count; ++i) {
      if (rest[i] < '0' || rest[i] > '9') ok = false;
      else value = value * 10 + (rest[i] - '0');
    }
    if (ok) rest.remove_prefix(count);
    return value;
  }
  void literal(char expected) {
    if (rest.empty() || rest.front() != expected) ok = false;
    else rest.remove_prefix(1);
  }
  bool take(char expected) {
    if (rest.empty() || rest.front() != expected) return false;
    rest.remove_prefix(1);
    return true;
  }
};

std::optional<std::int32_t> read_days(FieldReader& reader) {
  const int y = reader.digits(4);
  reader.literal('-');
  const int m = reader.digits(2);
  reader.literal('-');
  const int d = reader.digits(2);
  if (!reader.ok) return std::nullopt;
  const year_month_day date{year{y}, month{static_cast<unsigned>(m)},
                            day{static_cast<unsigned>(d)}};
  if (!date.ok()) return std::nullopt;
  return static_cast<std::int32_t>(sys_days{date}.time_since_epoch().count());
}

std::int64_t read_fraction(FieldReader& reader) {
  if (!reader.take('.')) return 0;
  std::int64_t value = 0;
  int count = 0;
  while (!reader.rest.empty() && reader.rest.front() >= '0' && reader.rest.front() <= '9') {
    if (++count > 9) reader.ok = false;
    else value = value * 10 + (reader.rest.front() - '0');
    reader.rest.remove_prefix(1);
  }
  if (count == 0) reader.ok = false;
  for (; count < 9; ++count)
    value *= 10;
  return value;
}

std::int64_t read_offset_seconds(FieldReader& reader) {
  if (reader.take('Z') || reader.take('z')) return 0;
  const bool west = reader.take('-');
  if (!west) reader.literal('+');
  const int hours = reader.digits(2);
  reader.literal(':');
  const int minutes = reader.digits(2);
  if (hours > 23 || minutes > 59) reader.ok = false;
  return (west ? -1 : 1) * (hours * 3600 + minutes * 60);
}

void append_padded(std::string& out, std::int64_t value, int width) {
  char digits[24];
  const int length =
      std::snprintf(digits, sizeof digits, "%0*lld", width, static_cast<long long>(value));
  out.append(digits, static_cast<std::size_t>(length));
}

void append_date(std::string& out, std::int32_t days) {
  const year_month_day date{sys_days{std::chrono::days{days}}};
  append_padded(out, static_cast<int>(date.year()), 4);
  out += '-';
  append_padded(out, static_cast<unsigned>(date.month()), 2);
  out += '-';
  append_padded(out, static_cast<unsigned>(date.day()), 2);
}

void append_fraction(std::string& out, std::int64_t nanoseconds) {
  if (nanoseconds == 0) return;
  int width = 9;
  while (nanoseconds % 1000 == 0) {
    nanoseconds /= 1000;
    width -= 3;
  }
  out += '.';
  append_padded(out, nanoseconds, width);
}

}  // namespace

Verdict Timestamp::parse(std::string_view text, Timestamp& value) {
  const Fault fault{"not_a_timestamp", "must be an RFC 3339 date and time, 1970 to 2261"};
  FieldReader reader{text};
  const auto days = read_days(reader);
  if (!days || !(reader.take('T') || reader.take('t') || reader.take(' '))) return fault;
  const int hours = reader.digits(2);
  reader.literal(':');
  const int minutes = reader.digits(2);
  reader.literal(':');
  const int seconds = reader.digits(2);
  const auto fraction = read_fraction(reader);
  const auto offset = read_offset_seconds(reader);
  if (!reader.ok || !reader.rest.empty() || hours > 23 || minutes > 59 || seconds > 59)
    return fault;
  const auto total = *days * kSecondsPerDay + hours * 3600 + minutes * 60 + seconds - offset;
  if (total < 0 || total > kMaxSeconds) return fault;
  value.nanoseconds = total * kNanosecondsPerSecond + fraction;
  return std::nullopt;
}

void Timestamp::format(std::string& out) const {
  const auto seconds = nanoseconds / kNanosecondsPerSecond;
  append_date(out, static_cast<std::int32_t>(seconds / kSecondsPerDay));
  const auto in_day = seconds % kSecondsPerDay;
  out += 'T';
  append_padded(out, in_day / 3600, 2);
  out += ':';
  append_padded(out, in_day / 60 % 60, 2);
  out += ':';
  append_padded(out, in_day % 60, 2);
  append_fraction(out, nanoseconds % kNanosecondsPerSecond);
  out += 'Z';
}

Verdict Timestamp::parse_sql(std::string_view text, Timestamp& value) {
  return detail::parse_integer(text, 0, INT64_MAX, value.nanoseconds);
}
void Timestamp::format_sql(std::string& out) const { detail::format_integer(nanoseconds, out); }

Verdict Date::parse(std::string_view text, Date& value) {
  FieldReader reader{text};
  const auto days = read_days(reader);
  if (!days || !reader.rest.empty())
    return Fault{"not_a_date", "must be a date such as 2026-01-31"};
  value.days = *days;
  return std::nullopt;
}
void Date::format(std::string& out) const { append_date(out, days); }

}  // namespace sangam
