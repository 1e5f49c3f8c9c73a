// xs:date and xs:dateTime as text.

#include <algorithm>
#include <array>

#include "engines/messages/check_value.h"
#include "engines/messages/decimal_text.h"

namespace sangam::engines::messages {

namespace {

// Reads `count` digits off the front; -1 when they are not there.
int take_number(std::string_view& text, std::size_t count) noexcept {
  if (text.size() < count) return -1;
  int number = 0;
  for (const char c : text.substr(0, count)) {
    if (c < '0' || c > '9') return -1;
    number = number * 10 + (c - '0');
  }
  text.remove_prefix(count);
  return number;
}

bool take(std::string_view& text, char expected) noexcept {
  if (text.empty() || text[0] != expected) return false;
  text.remove_prefix(1);
  return true;
}

int days_in(int year, int month) noexcept {
  constexpr std::array kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month == 2 && leap ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

bool take_day(std::string_view& text) noexcept {
  const int year = take_number(text, 4);
  if (year < 1 || !take(text, '-')) return false;
  const int month = take_number(text, 2);
  if (month < 1 || month > 12 || !take(text, '-')) return false;
  const int day = take_number(text, 2);
  return day >= 1 && day <= days_in(year, month);
}

bool take_time(std::string_view& text) noexcept {
  const int hour = take_number(text, 2);
  if (hour < 0 || hour > 24 || !take(text, ':')) return false;
  const int minute = take_number(text, 2);
  if (minute < 0 || minute > 59 || !take(text, ':')) return false;
  const int second = take_number(text, 2);
  if (second < 0 || second > 59) return false;
  bool fraction_is_zero = true;
  if (take(text, '.')) {
    const auto end = std::min(text.find_first_not_of("0123456789"), text.size());
    if (end == 0) return false;
    fraction_is_zero = text.substr(0, end).find_first_not_of('0') == std::string_view::npos;
    text.remove_prefix(end);
  }
  // 24:00:00 is the end of the day and has nothing after it.
  return hour < 24 || (minute == 0 && second == 0 && fraction_is_zero);
}

// The zone is optional; nothing may follow it.
bool ends_with_zone(std::string_view text) noexcept {
  if (text.empty() || text == "Z") return true;
  if (text[0] != '+' && text[0] != '-') return false;
  text.remove_prefix(1);
  const int hours = take_number(text, 2);
  if (hours < 0 || !take(text, ':')) return false;
  const int minutes = take_number(text, 2);
  if (minutes < 0 || minutes > 59 || !text.empty()) return false;
  return hours * 60 + minutes <= 14 * 60;
}

}  // namespace

bool is_date(std::string_view text) noexcept {
  text = trimmed(text);
  return take_day(text) && ends_with_zone(text);
}

bool is_date_time(std::string_view text) noexcept {
  text = trimmed(text);
  return take_day(text) && take(text, 'T') && take_time(text) && ends_with_zone(text);
}

}  // namespace sangam::engines::messages
