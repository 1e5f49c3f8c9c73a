#include "apps/sangam/client/json_query.h"

#include <boost/json.hpp>
#include <charconv>
#include <span>

namespace sangam::apps::client {

namespace json = boost::json;

namespace {

using Fault = std::unexpected<std::string>;
using Segments = std::vector<std::string>;

constexpr std::size_t kSegmentsMost = 64;

// "~1" is a slash, "~0" a tilde.
std::expected<std::string, std::string> unescaped(std::string_view segment) {
  std::string text;
  for (std::size_t i = 0; i < segment.size(); ++i) {
    if (segment[i] != '~') {
      text += segment[i];
      continue;
    }
    const char next = i + 1 < segment.size() ? segment[++i] : ' ';
    if (next != '0' && next != '1') return Fault("in --query, ~ is followed by 0 or 1");
    text += next == '0' ? '~' : '/';
  }
  return text;
}

std::expected<Segments, std::string> segments_of(std::string_view pointer) {
  Segments segments;
  if (!pointer.empty() && !pointer.starts_with('/'))
    return Fault("--query is a JSON pointer such as /items/0/name");
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    const auto raw = pointer.substr(0, pointer.find('/'));
    auto segment = unescaped(raw);
    if (!segment) return Fault(segment.error());
    if (segments.size() == kSegmentsMost) return Fault("--query is too deep");
    segments.push_back(std::move(*segment));
    pointer.remove_prefix(raw.size());
  }
  return segments;
}

void collect(const json::value& value, std::span<const std::string> segments,
             std::vector<json::value>& found) {
  if (segments.empty()) {
    found.push_back(value);
    return;
  }
  const auto& segment = segments.front();
  const auto rest = segments.subspan(1);
  if (const auto* object = value.if_object()) {
    if (const auto* member = object->if_contains(segment)) collect(*member, rest, found);
  } else if (const auto* array = value.if_array()) {
    if (segment == "*") {
      for (const auto& item : *array)
        collect(item, rest, found);
      return;
    }
    std::size_t index = 0;
    const auto* end = segment.data() + segment.size();
    const auto parsed = std::from_chars(segment.data(), end, index);
    if (parsed.ec == std::errc() && parsed.ptr == end && index < array->size())
      collect((*array)[index], rest, found);
  }
}

}  // namespace

std::expected<std::vector<json::value>, std::string> select_values(const json::value& root,
                                                                   std::string_view pointer) {
  const auto segments = segments_of(pointer);
  if (!segments) return Fault(segments.error());
  std::vector<json::value> found;
  collect(root, *segments, found);
  return found;
}

std::string plain_text(const json::value& value) {
  return value.is_string() ? std::string(value.get_string()) : json::serialize(value);
}

}  // namespace sangam::apps::client
