#pragma once

// A stream under way: its call, its handler and its body. The handler and the connection each keep
// it alive; whoever is last lets it go.

#include <memory>
#include <optional>
#include <string>

#include "kernel/api/call.h"
#include "kernel/api/dispatcher.h"
#include "kernel/api/stream.h"

namespace sangam::api {

// What a call of a stream refers to beyond its request.
struct StreamStart {
  Call::Parts parts;
  StreamFormat format = StreamFormat::events;
  std::string last_event_id;
  RevokedFlag revoked;  // of whom it is for
};

// Starts the operation, and returns the reply's body once the first item is there, or the handler
// waits for one. `input` is read before this suspends. Throws what the handler throws before that.
Task<std::unique_ptr<http::BodyStream>> start_stream(StreamStart start, InputSource& input);

// The items of a stream under way, for doors that frame them themselves. Belongs to its loop.
class StreamFeed {
 public:
  virtual ~StreamFeed() = default;  // closes
  // The next item; nothing at the end. A problem is the last one.
  virtual Task<std::optional<StreamItem>> next() = 0;
  // Whether next() would not wait; at `until` at the latest.
  virtual Task<bool> ready(runtime::Deadline until) = 0;
  // Ends it: what next() waits for is over soon.
  virtual void close() = 0;
};

// The same as start_stream() for such a door; `start.format` does not matter.
Task<std::unique_ptr<StreamFeed>> start_feed(StreamStart start, InputSource& input);

}  // namespace sangam::api
