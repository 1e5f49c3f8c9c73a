#pragma once

// What a WebSocket may hold and how long it may take, and what all of a process have counted.

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace sangam::http::websocket {

using std::chrono::milliseconds;

// Timers are coarse: up to 200 ms late.
struct SocketSettings {
  std::uint32_t message_bytes = 64 * 1024;  // of one from the client: 1009 above
  std::size_t full_bytes = 64 * 1024;       // waiting to be sent: full() from here on
  std::size_t queue_bytes = 512 * 1024;     // waiting to be sent: 1013 above
  milliseconds slow{10'000};                // full for so long: 1013
  milliseconds ping_after{25'000};          // nothing heard for so long: a ping is sent
  milliseconds pong_within{20'000};         // nothing heard for so long after it: closed
  milliseconds close_within{5'000};         // the other side has to close then, or is cut
};

// Written by every loop, read by any thread.
struct SocketCounters {
  using Counter = std::atomic<std::uint64_t>;
  Counter open{0};  // gauge
  Counter opened{0};
  Counter messages_received{0};
  Counter messages_sent{0};
  Counter faults{0};      // clients that broke the protocol
  Counter slow{0};        // clients closed with 1013
  Counter unanswered{0};  // clients that did not answer a ping
};

}  // namespace sangam::http::websocket
