#pragma once

// Sharer: exchanges leases with Redis, in batches, on a thread of its own, so that no event loop
// ever waits for Redis: a request that finds its lease empty waits for the next answer, and for
// `patience` at most.

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "base/task.h"
#include "kernel/gateway/limits/lease.h"
#include "kernel/gateway/limits/redis_address.h"
#include "kernel/runtime/event_loop.h"

namespace sangam::gateway::limits {

struct SharerSettings {
  RedisAddress redis;
  std::chrono::milliseconds patience{10};          // of a request
  std::chrono::milliseconds answer_patience{500};  // then Redis counts as gone
};

struct SharerCounts {
  std::uint64_t batches = 0;  // answered
  std::uint64_t leased = 0;   // tokens
  std::uint64_t returned = 0;
  std::uint64_t late = 0;    // requests that waited in vain
  std::uint64_t losses = 0;  // of the connection
};

// Any thread; destroyed while the loops run, after the last request. Buckets outlive it.
class Sharer {
 public:
  explicit Sharer(SharerSettings settings);
  ~Sharer();
  Sharer(const Sharer&) = delete;
  Sharer& operator=(const Sharer&) = delete;

  // Whether Redis answers. When it does not, everybody counts for themselves. Costs a load.
  bool answers() const noexcept { return answers_.load(std::memory_order_relaxed); }
  // Nobody waits for it.
  void ask(Bucket& bucket);
  // Until the store was asked for all of them and answered, or the patience of a request is over.
  // On `loop`, whose thread this is called on.
  Task<void> wait(std::span<const Claim> claims, runtime::EventLoop& loop);

  SharerCounts counts() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
  std::atomic<bool> answers_{false};
};

}  // namespace sangam::gateway::limits
