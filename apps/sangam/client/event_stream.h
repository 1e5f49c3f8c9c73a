#pragma once

// Server-sent events (WHATWG HTML §9.2.6) as they come in, piece by piece.

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace sangam::apps::client {

struct StreamEvent {
  std::string type;  // empty: an item; "problem": why the stream ends
  std::string id;    // where to go on behind it; the last one that was told
  std::string data;

  friend bool operator==(const StreamEvent&, const StreamEvent&) = default;
};

class EventStreamParser {
 public:
  // Of one event, in bytes: more is no stream of ours.
  static constexpr std::size_t kEventMost = 16 * 1024 * 1024;

  // The events that are whole with this piece. The fault is a sentence for people; nothing may be
  // given any more then. O(bytes).
  std::expected<std::vector<StreamEvent>, std::string> take(std::string_view piece);

 private:
  void take_line(std::vector<StreamEvent>& events);

  std::string line_;
  bool after_return_ = false;  // a line feed that follows belongs to it
  bool first_line_ = true;     // may begin with a byte order mark
  bool has_data_ = false;
  StreamEvent event_;
};

}  // namespace sangam::apps::client
