#include "kernel/jobs/cron_expression.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <span>
#include <vector>

namespace sangam::jobs {

namespace {

constexpr std::int64_t kMinutesADay = 24 * 60;
// February 29th may be eight years away, around 2100.
constexpr std::int64_t kMostDays = 12 * 366;

constexpr std::string_view kMonthNames[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                            "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::string_view kDayNames[] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

struct FieldRule {
  std::string_view name;
  int least;
  int greatest;
  std::span<const std::string_view> names;
  int first_name;
};

constexpr FieldRule kRules[] = {{"minute", 0, 59, {}, 0},
                                {"hour", 0, 23, {}, 0},
                                {"day of month", 1, 31, {}, 0},
                                {"month", 1, 12, kMonthNames, 1},
                                {"day of week", 0, 7, kDayNames, 0}};

struct Nickname {
  std::string_view name;
  std::string_view meaning;
};
constexpr Nickname kNicknames[] = {{"@hourly", "0 * * * *"},   {"@daily", "0 0 * * *"},
                                   {"@midnight", "0 0 * * *"}, {"@weekly", "0 0 * * 0"},
                                   {"@monthly", "0 0 1 * *"},  {"@yearly", "0 0 1 1 *"},
                                   {"@annually", "0 0 1 1 *"}};

std::vector<std::string_view> split(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const auto end = std::min(text.find_first_of(separators, begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

std::optional<int> read_number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || text.empty() || value < 0)
    return std::nullopt;
  return value;
}

std::optional<int> read_value(std::string_view text, const FieldRule& rule) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c; });
  for (std::size_t i = 0; i < rule.names.size(); ++i)
    if (lower == rule.names[i]) return static_cast<int>(i) + rule.first_name;
  const auto value = read_number(text);
  if (!value || *value < rule.least || *value > rule.greatest) return std::nullopt;
  return value;
}

// One item of a list: *, */5, 3, 3-7, 3-7/2. False when it is none.
bool add_item(std::string_view item, const FieldRule& rule, std::vector<bool>& set) {
  const auto slash = item.find('/');
  const auto range = item.substr(0, slash);
  int step = 1;
  if (slash != std::string_view::npos) {
    const auto value = read_number(item.substr(slash + 1));
    if (!value || *value == 0 || *value > rule.greatest) return false;
    step = *value;
  }
  int first = rule.least;
  int last = rule.greatest;
  if (range != "*") {
    const auto hyphen = range.find('-');
    const auto begin = read_value(range.substr(0, hyphen), rule);
    if (!begin) return false;
    // A number with a step and no end means "from there on".
    const auto end = hyphen != std::string_view::npos  ? read_value(range.substr(hyphen + 1), rule)
                     : slash != std::string_view::npos ? std::optional(rule.greatest)
                                                       : begin;
    if (!end || *end < *begin) return false;
    first = *begin;
    last = *end;
  }
  for (int value = first; value <= last; value += step)
    set[static_cast<std::size_t>(value)] = true;
  return true;
}

std::expected<std::vector<bool>, std::string> read_field(std::string_view text,
                                                         const FieldRule& rule) {
  std::vector<bool> set(static_cast<std::size_t>(rule.greatest) + 1);
  for (const auto item : split(text, ","))
    if (!add_item(item, rule, set))
      return std::unexpected("the " + std::string(rule.name) + " \"" + std::string(item) +
                             "\" is not a value, range or step of " + std::to_string(rule.least) +
                             " to " + std::to_string(rule.greatest));
  return set;
}

template <std::size_t Size>
std::bitset<Size> bits_of(const std::vector<bool>& set) {
  std::bitset<Size> bits;
  for (std::size_t i = 0; i < std::min(Size, set.size()); ++i)
    bits[i] = set[i];
  return bits;
}

std::int64_t day_of(LocalMinute minute) {
  return minute >= 0 ? minute / kMinutesADay : (minute - kMinutesADay + 1) / kMinutesADay;
}

}  // namespace

std::expected<CronExpression, std::string> CronExpression::parse(std::string_view text) {
  for (const auto& nickname : kNicknames)
    if (text == nickname.name) return parse(nickname.meaning);
  auto parts = split(text, " \t");
  std::erase_if(parts, [](auto part) { return part.empty(); });
  if (parts.size() != std::size(kRules))
    return std::unexpected(
        "has five fields (minute, hour, day of month, month, day of week), or is one of @hourly,"
        " @daily, @weekly, @monthly, @yearly");
  std::array<std::vector<bool>, std::size(kRules)> sets;
  for (std::size_t i = 0; i < sets.size(); ++i) {
    auto set = read_field(parts[i], kRules[i]);
    if (!set) return std::unexpected(set.error());
    sets[i] = std::move(*set);
  }
  CronExpression cron;
  cron.minutes_ = bits_of<60>(sets[0]);
  cron.hours_ = bits_of<24>(sets[1]);
  cron.days_ = bits_of<32>(sets[2]);
  cron.months_ = bits_of<13>(sets[3]);
  cron.weekdays_ = bits_of<7>(sets[4]);
  if (sets[4][7]) cron.weekdays_.set(0);
  cron.any_day_ = parts[2].starts_with('*');
  cron.any_weekday_ = parts[4].starts_with('*');
  return cron;
}

bool CronExpression::matches_day(std::int64_t day) const {
  const std::chrono::sys_days date{std::chrono::days(day)};
  const std::chrono::year_month_day ymd{date};
  if (!months_[static_cast<unsigned>(ymd.month())]) return false;
  const bool day_matches = days_[static_cast<unsigned>(ymd.day())];
  const bool weekday_matches = weekdays_[std::chrono::weekday{date}.c_encoding()];
  if (any_day_ || any_weekday_) return day_matches && weekday_matches;
  return day_matches || weekday_matches;
}

bool CronExpression::matches(LocalMinute minute) const {
  const auto day = day_of(minute);
  const auto of_day = static_cast<std::size_t>(minute - day * kMinutesADay);
  return minutes_[of_day % 60] && hours_[of_day / 60] && matches_day(day);
}

std::optional<LocalMinute> CronExpression::next(LocalMinute from) const {
  const auto first_day = day_of(from);
  for (auto day = first_day; day < first_day + kMostDays; ++day) {
    if (!matches_day(day)) continue;
    const auto begin = day == first_day ? from - day * kMinutesADay : 0;
    for (auto minute = begin; minute < kMinutesADay; ++minute) {
      const auto of_day = static_cast<std::size_t>(minute);
      if (minutes_[of_day % 60] && hours_[of_day / 60]) return day * kMinutesADay + minute;
    }
  }
  return std::nullopt;
}

}  // namespace sangam::jobs
