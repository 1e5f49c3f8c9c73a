#pragma once

// What a consumer has done so far.

#include <atomic>
#include <cstdint>

namespace sangam::events {

// Monotonic counters and gauges, read by any thread.
struct ConsumerCounters {
  std::atomic<std::uint64_t> delivered{0};   // effects made durable
  std::atomic<std::uint64_t> duplicates{0};  // deliveries whose effect was there already
  std::atomic<std::uint64_t> failures{0};    // tries that failed
  std::atomic<std::uint64_t> parked{0};      // dead letters written
  std::atomic<std::uint64_t> queued{0};      // events that queued up behind one
  std::atomic<std::uint64_t> requeued{0};    // dead letters that were handled after all
  std::atomic<std::uint64_t> replayed{0};    // events replayed
  std::atomic<std::int64_t> position{0};     // everything up to here is done
};

}  // namespace sangam::events
