// What a server sends as a stream: read the same however it is cut into pieces.

#include <cstdlib>

#include "apps/sangam/client/event_stream.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using sangam::apps::client::EventStreamParser;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto whole = EventStreamParser().take(text);
  EventStreamParser parser;
  std::vector<sangam::apps::client::StreamEvent> pieces;
  for (std::size_t at = 0; at < text.size(); at += 3) {
    auto more = parser.take(text.substr(at, 3));
    if (!more) std::abort();
    pieces.insert(pieces.end(), more->begin(), more->end());
  }
  if (!whole || *whole != pieces) std::abort();
  return 0;
}
