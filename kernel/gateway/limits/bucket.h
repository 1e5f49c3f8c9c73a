#pragma once

// Bucket: the state of one token bucket, as GCRA keeps it: the moment at which the bucket is full
// again. That is one number, so taking is one compare-and-swap, and a bucket that is full is worth
// no memory (ITU-T I.371 annex A, there for cells of ATM).
//
// Where several processes share limits, a bucket also holds what this process leased of them
// (lease.h): then a token is taken from the lease.

#include <algorithm>
#include <atomic>
#include <cstdint>

#include "kernel/gateway/limits/rate.h"

namespace sangam::gateway::limits {

// One line of the processor's cache. Any thread; times are nanoseconds of the monotonic clock.
struct alignas(64) Bucket {
  std::atomic<std::uint64_t> key{0};     // whose; 0: nobody's
  std::atomic<std::int64_t> full_at{0};  // when all tokens are back; past: they are
  // Of the lease. Believed for a short while only, because others give tokens back.
  std::atomic<std::int64_t> empty_until{0};  // nothing is left to be leased before
  std::atomic<std::int64_t> room_at{0};      // when there is, if nobody gives back
  std::atomic<std::int32_t> leased{0};       // tokens that this process may take
  std::atomic<std::int32_t> owed{0};         // taken without lease, to be told
  std::atomic<std::uint32_t> demand{0};      // tokens asked for since the last tick
  std::atomic<std::uint32_t> expected{0};    // those of the tick before
  std::atomic<std::uint32_t> quota{0};       // the rate by which it was used last
  std::atomic<std::uint32_t> window_seconds{0};
  std::atomic<std::int32_t> remaining{0};  // tokens that nobody has leased, as was told last
  std::atomic<bool> asking{false};         // a lease is on its way

  Rate rate() const noexcept {
    return {quota.load(std::memory_order_relaxed), window_seconds.load(std::memory_order_relaxed)};
  }
};
static_assert(sizeof(Bucket) == 64);

// From when on the next token counts: never in the past, never further ahead than an empty bucket,
// which it can be when its rate was changed.
constexpr std::int64_t base_of(std::int64_t full_at, Rate rate, std::int64_t now) noexcept {
  return std::clamp(full_at, now, now + rate.capacity());
}
// How long until there is a token, 0 when there is one.
constexpr std::int64_t wait_of(std::int64_t full_at, Rate rate, std::int64_t now) noexcept {
  return std::max<std::int64_t>(
      base_of(full_at, rate, now) + rate.interval() - now - rate.capacity(), 0);
}
constexpr std::int64_t tokens_of(std::int64_t full_at, Rate rate, std::int64_t now) noexcept {
  return (rate.capacity() - (base_of(full_at, rate, now) - now)) / rate.interval();
}

// Takes a token; 0, or how long to wait for one. Lock-free.
inline std::int64_t take(Bucket& bucket, Rate rate, std::int64_t now) noexcept {
  auto seen = bucket.full_at.load(std::memory_order_relaxed);
  while (true) {
    if (const auto wait = wait_of(seen, rate, now); wait > 0) return wait;
    if (bucket.full_at.compare_exchange_weak(seen, base_of(seen, rate, now) + rate.interval(),
                                             std::memory_order_relaxed))
      return 0;
  }
}
// Gives back what take() took.
inline void put_back(Bucket& bucket, Rate rate) noexcept {
  bucket.full_at.fetch_sub(rate.interval(), std::memory_order_relaxed);
}

}  // namespace sangam::gateway::limits
