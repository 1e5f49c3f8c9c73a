#include "apps/sangam/client/event_stream.h"

#include <utility>

namespace sangam::apps::client {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

void EventStreamParser::take_line(std::vector<StreamEvent>& events) {
  auto line = std::exchange(line_, {});
  if (std::exchange(first_line_, false) && line.starts_with(kByteOrderMark))
    line.erase(0, kByteOrderMark.size());
  if (line.empty()) {
    if (has_data_) events.push_back(event_);
    event_.type.clear();
    event_.data.clear();
    has_data_ = false;
    return;
  }
  const auto colon = line.find(':');
  const auto name = line.substr(0, colon);
  auto value = colon == std::string::npos ? std::string() : line.substr(colon + 1);
  if (value.starts_with(' ')) value.erase(0, 1);
  if (name == "data") {
    if (std::exchange(has_data_, true)) event_.data += '\n';
    event_.data += value;
  } else if (name == "event") {
    event_.type = std::move(value);
  } else if (name == "id" && value.find('\0') == std::string::npos) {
    event_.id = std::move(value);
  }
}

std::expected<std::vector<StreamEvent>, std::string> EventStreamParser::take(
    std::string_view piece) {
  std::vector<StreamEvent> events;
  for (const char c : piece) {
    if (std::exchange(after_return_, false) && c == '\n') continue;
    if (c == '\n' || c == '\r') {
      after_return_ = c == '\r';
      take_line(events);
      continue;
    }
    if (line_.size() + event_.data.size() >= kEventMost)
      return std::unexpected("an item of the stream is too large");
    line_ += c;
  }
  return events;
}

}  // namespace sangam::apps::client
