#pragma once

// LogHead: what the relay's thread tells the loops of this process.

#include <atomic>
#include <cstdint>

namespace sangam::events {

// Written by the relay, read by any thread.
struct LogHead {
  // Position of the newest committed event, as far as this process knows.
  std::atomic<std::int64_t> position{0};
  // Positive while this process relays, another number each time it begins to; 0 while another one
  // does, or the database is away. Consumers work only while it is positive.
  std::atomic<std::int64_t> term{0};
};

}  // namespace sangam::events
