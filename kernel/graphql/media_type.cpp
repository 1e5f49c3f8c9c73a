#include "kernel/graphql/media_type.h"

#include <algorithm>
#include <charconv>

namespace sangam::graphql_door {

namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
    text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
    text.remove_suffix(1);
  return text;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

// What is before `separator`; `text` becomes what is behind it.
std::string_view take(std::string_view& text, char separator) {
  const auto end = std::min(text.find(separator), text.size());
  const auto part = trimmed(text.substr(0, end));
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

// q=0.5 of a media range's parameters; 1 when it has none, or none that can be read.
double quality(std::string_view parameters) {
  while (!parameters.empty()) {
    auto value = take(parameters, ';');
    const auto name = take(value, '=');
    if (!same(name, "q")) continue;
    double number = 0;
    const auto [end, fault] = std::from_chars(value.data(), value.data() + value.size(), number);
    return fault == std::errc() ? number : 1;
  }
  return 1;
}

std::optional<MediaType> type_of(std::string_view range) {
  if (same(range, "application/graphql-response+json")) return MediaType::response;
  if (same(range, "text/event-stream")) return MediaType::event_stream;
  const bool json =
      same(range, "application/json") || same(range, "application/*") || same(range, "*/*");
  if (json) return MediaType::json;
  return std::nullopt;
}

}  // namespace

std::string_view content_type(MediaType type) noexcept {
  switch (type) {
    case MediaType::response:
      return "application/graphql-response+json; charset=utf-8";
    case MediaType::event_stream:
      return "text/event-stream";
    case MediaType::json:
      break;
  }
  return "application/json; charset=utf-8";
}

std::optional<MediaType> accepted(std::optional<std::string_view> accept) noexcept {
  if (!accept || trimmed(*accept).empty()) return MediaType::json;
  std::optional<MediaType> best;
  double best_quality = 0;
  auto rest = *accept;
  while (!rest.empty()) {
    auto range = take(rest, ',');
    const auto type = type_of(take(range, ';'));
    const double wanted = quality(range);
    if (!type || wanted <= best_quality) continue;
    best = type;
    best_quality = wanted;
  }
  return best;
}

bool is_json(std::string_view content_type) noexcept {
  if (!same(take(content_type, ';'), "application/json")) return false;
  while (!content_type.empty()) {
    auto value = take(content_type, ';');
    if (!same(take(value, '='), "charset")) continue;
    if (value.size() > 1 && value.front() == '"') value = value.substr(1, value.size() - 2);
    return same(value, "utf-8") || same(value, "utf8");
  }
  return true;
}

}  // namespace sangam::graphql_door
