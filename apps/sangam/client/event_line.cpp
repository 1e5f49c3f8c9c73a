#include "apps/sangam/client/event_line.h"

#include <boost/json.hpp>
#include <charconv>

#include "apps/sangam/client/table.h"

namespace sangam::apps::client {

namespace json = boost::json;

namespace {

constexpr std::int64_t kYearSeconds = std::int64_t{366} * 86'400;
constexpr std::string_view kDim = "\033[2m";
constexpr std::string_view kBold = "\033[1m";
constexpr std::string_view kReset = "\033[0m";
// Those that can be read on dark and on light ground.
constexpr std::string_view kColours[] = {"\033[31m", "\033[32m", "\033[33m",
                                         "\033[34m", "\033[35m", "\033[36m"};

std::string text_at(const json::value& event, std::string_view name) {
  const auto* object = event.if_object();
  const auto* found = object ? object->if_contains(name) : nullptr;
  return found && found->is_string() ? printable(found->get_string()) : std::string();
}

// "2026-11-21T10:43:10.594126579Z" -> "10:43:10.594".
std::string time_of_day(const std::string& text) {
  const auto t = text.find('T');
  if (t == std::string::npos) return text;
  auto time = text.substr(t + 1, 12);
  while (!time.empty() && (time.back() == 'Z' || time.back() == '.'))
    time.pop_back();
  return time;
}

// The same for a type whatever runs it: FNV-1a.
std::string_view colour_of(std::string_view type) {
  std::uint32_t hash = 2'166'136'261U;
  for (const char c : type)
    hash = (hash ^ static_cast<unsigned char>(c)) * 16'777'619U;
  return kColours[hash % std::size(kColours)];
}

std::int64_t seconds_of(char unit) {
  switch (unit) {
    case 's':
      return 1;
    case 'm':
      return 60;
    case 'h':
      return 3'600;
    case 'd':
      return 86'400;
    default:
      return 0;
  }
}

}  // namespace

std::string event_line(const json::value& event, bool colour) {
  const auto paint = [&](std::string_view how, const std::string& text) {
    return colour ? std::string(how) + text + std::string(kReset) : text;
  };
  const auto type = text_at(event, "type");
  auto line = paint(kDim, time_of_day(text_at(event, "occurred_at"))) + "  " +
              paint(colour_of(type), type) + "  " + paint(kBold, text_at(event, "stream"));
  if (const auto* object = event.if_object())
    if (const auto* payload = object->if_contains("payload"))
      line += "  " + printable(json::serialize(*payload));
  return line + "\n";
}

std::optional<Timestamp> since_time(std::string_view text, Timestamp now) {
  Timestamp time;
  if (!Timestamp::parse(text, time)) return time;
  if (text.size() < 2) return std::nullopt;
  const auto unit = seconds_of(text.back());
  const auto* end = text.data() + text.size() - 1;
  std::int64_t count = 0;
  const auto parsed = std::from_chars(text.data(), end, count);
  if (unit == 0 || parsed.ec != std::errc() || parsed.ptr != end || count < 0 ||
      count > kYearSeconds / unit)
    return std::nullopt;
  return Timestamp{now.nanoseconds - count * unit * kNanosecondsPerSecond};
}

}  // namespace sangam::apps::client
