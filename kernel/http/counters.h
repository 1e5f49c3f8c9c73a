#pragma once

// What a loop's HTTP server has counted, for /metrics.

#include <atomic>
#include <cstdint>

namespace sangam::http {

// Written by one loop, read by any thread; monotonic except the two gauges.
struct LoopCounters {
  using Counter = std::atomic<std::uint64_t>;
  Counter connections_accepted{0};
  Counter connections_refused{0};  // over a limit
  Counter connections_open{0};     // gauge
  Counter requests_active{0};      // gauge: a handler is at work
  Counter requests{0};
  Counter responses_by_class[6]{};  // [2] counts 2xx, [1] upgrades; [0] stays zero
  Counter bytes_received{0};
  Counter bytes_sent{0};
  Counter timeouts_handshake{0};
  Counter timeouts_head{0};
  Counter timeouts_idle{0};
  Counter timeouts_handler{0};
  Counter timeouts_body{0};
  Counter timeouts_write{0};
  Counter refused_requests{0};  // 4xx and 5xx the protocol layer answered itself
};

// Adds to a counter whose only writer is the calling thread; cheaper than an atomic addition.
inline void bump(LoopCounters::Counter& counter, std::uint64_t by = 1) noexcept {
  counter.store(counter.load(std::memory_order_relaxed) + by, std::memory_order_relaxed);
}
inline void drop(LoopCounters::Counter& gauge) noexcept {
  gauge.store(gauge.load(std::memory_order_relaxed) - 1, std::memory_order_relaxed);
}

}  // namespace sangam::http
