#pragma once

// Tracer: decides which traces are kept and where they go. Of what began here a share is sampled by
// its trace id; of what began elsewhere, what its caller sampled. What failed (status 500 and
// above) or was slow is kept in any case, and a few of the others each second, so that a quiet
// server shows its traces too.

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>

#include "kernel/telemetry/recent_traces.h"

namespace sangam::telemetry {

struct TracerSettings {
  double ratio = 0.01;         // of traces that begin here, 0..1
  bool follow_parent = true;   // keep what the caller sampled
  int ordinary_a_second = 10;  // kept in memory beside the sampled ones
  std::int64_t slow_nanoseconds = 1'000'000'000;
};

// Any thread. Most requests end in finish() without being kept: a few comparisons.
class Tracer {
 public:
  void configure(const TracerSettings& settings) noexcept;
  std::int64_t slow_nanoseconds() const noexcept { return slow_.load(std::memory_order_relaxed); }

  // Whether a trace that begins here is sampled: the same for every process with that ratio.
  bool samples(TraceId id) const noexcept {
    return (id.low & kRandomBits) < threshold_.load(std::memory_order_relaxed);
  }
  // The same for one that began elsewhere.
  bool samples(TraceId id, bool parent_sampled) const noexcept {
    return follow_parent_.load(std::memory_order_relaxed) ? parent_sampled : samples(id);
  }

  // The request is over.
  void finish(const Trace& trace, int status, std::int64_t ended);
  // Resumed work is over. It may take its time: it is never kept for being slow.
  void finish_work(const Trace& trace, bool failed, std::int64_t ended);

  RecentTraces& recent() noexcept { return recent_; }

  // Gets every sampled, failed or slow trace; must not block. Replaces the one before; an empty one
  // ends it, and waits for calls under way.
  using Exporter = std::function<void(FinishedTracePointer)>;
  void export_to(Exporter exporter);

  // Called once a second.
  void tick() noexcept;

 private:
  struct End {
    int status = 0;
    bool failed = false;
    bool slow = false;
    std::int64_t at = 0;
  };
  void keep(const Trace& trace, const End& end);

  static constexpr std::uint64_t kRandomBits = (std::uint64_t{1} << 56) - 1;

  std::atomic<std::uint64_t> threshold_{kRandomBits / 100};
  std::atomic<bool> follow_parent_{true};
  std::atomic<std::int64_t> slow_{1'000'000'000};
  std::atomic<int> ordinary_a_second_{10};
  std::atomic<int> ordinary_left_{10};
  RecentTraces recent_;
  std::mutex exporter_mutex_;
  Exporter exporter_;
};

// The tracer of the process.
Tracer& tracer();

}  // namespace sangam::telemetry
