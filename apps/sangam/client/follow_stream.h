#pragma once

// Following a declared stream for as long as one likes: over lost connections and a server that
// ends it, from behind the last item that came.

#include <chrono>
#include <functional>
#include <string>

#include "apps/sangam/client/connection.h"
#include "apps/sangam/client/event_stream.h"
#include "kernel/api/operation.h"

namespace sangam::apps::client {

struct FollowOptions {
  std::string target;         // "/api/v1/event-tail?type=…"
  std::string last_event_id;  // empty: as the operation begins
  std::int64_t take = 0;      // so many items; 0: without end
  const api::Operation* operation = nullptr;
  // Passes the time between two tries; told why there is another, unless the server had just had
  // enough of a stream.
  std::function<void(std::chrono::milliseconds, const std::string& why)> pause;
};

// Gives each item; false ends it. Returns when so many were taken, when items have no ids and the
// stream ended, or when told to. Throws ClientError when the server refuses, says why it ended, or
// cannot be reached from the first.
void follow_stream(Connection& connection, const FollowOptions& options,
                   const std::function<bool(const StreamEvent&)>& give);

// Before try number `again`, from 1: twice as long each time, half a minute at most, up to half of
// it by chance (`random` of 0 to 255), so that not everybody comes back at once.
std::chrono::milliseconds pause_before(int again, std::uint8_t random);

}  // namespace sangam::apps::client
