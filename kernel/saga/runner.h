#pragma once

// SagaRunner: finds instances that are due and moves them, on one event loop. Any number of runners
// of any number of processes share the work: each claims with a lease and a fencing epoch.
//
//   due ──claim (epoch + 1, lease)──> held: one entry after another, until it waits or ends
//     a try of a step: effect, lease check, log entry and row in one transaction
//     lost answer, database away: left, and claimed again when looked at next
//   killed: the lease ends, another runner claims; what was not committed has not happened

#include <atomic>
#include <chrono>
#include <deque>
#include <vector>

#include "base/task.h"
#include "kernel/saga/attempt.h"
#include "kernel/saga/registry.h"

namespace sangam::saga {

struct RunnerSettings {
  std::size_t concurrency = 8;  // instances held at the same time
  std::size_t batch = 64;       // claimed at once
  // After it another runner may take over what a killed process held. Tries that may take longer
  // extend it first.
  std::chrono::milliseconds lease{15'000};
  std::chrono::milliseconds longest_rest{100};            // between two looks while nothing is due
  std::chrono::nanoseconds keep = std::chrono::days(90);  // instances that have ended
};

// Monotonic, read by any thread.
struct RunnerCounters {
  std::atomic<std::uint64_t> claims{0};    // looks that found something
  std::atomic<std::uint64_t> claimed{0};   // instances
  std::atomic<std::uint64_t> entries{0};   // written
  std::atomic<std::uint64_t> failures{0};  // tries that failed or were refused
  std::atomic<std::uint64_t> fenced{0};    // tries of instances that others had moved meanwhile
  std::atomic<std::uint64_t> parked{0};
  std::atomic<std::uint64_t> done{0};
  std::atomic<std::uint64_t> compensated{0};
  std::atomic<std::uint64_t> pruned{0};  // instances that ended long ago
};

// Belongs to its loop's thread, counters() apart.
class SagaRunner {
 public:
  // `app` and `relay` are pools of those roles on `loop`. All must outlive run().
  SagaRunner(runtime::EventLoop& loop, store::Pool& app, store::Pool& relay,
             const Registry& registry, const TenantClocks& clocks, RunnerSettings settings = {});

  // Works until stop(), and until what is held was left; does not throw.
  Task<void> run();
  // There may be something to do.
  void wake();
  // Timers of the tenant are looked at anew: its clock has moved.
  void rearm(std::int32_t tenant);
  // Ends run() after the tries under way.
  void stop() { stopping_ = true; }

  const RunnerCounters& counters() const noexcept { return counters_; }

 private:
  Task<bool> step();
  Task<void> rearm_all();
  Task<void> claim();
  Task<void> prune();
  Task<void> drive(InstanceRow row);
  Task<void> leave(const Instance& instance, std::chrono::nanoseconds delay);
  Task<void> hold(Instance instance);
  Task<bool> move(Instance& instance);
  Task<bool> wait_or_receive(Instance& instance);
  Task<bool> try_at_hand(Instance& instance, bool compensating);
  Task<bool> record(Instance& instance, Entry entry);
  Task<bool> settle(Instance& instance, Try result);
  Task<void> look_again(const Instance& instance, std::optional<std::int64_t> delay_ns);
  Task<void> rest();

  const Workplace place_;
  store::Pool& relay_;
  const Registry& registry_;
  const RunnerSettings settings_;
  const std::vector<std::string> hashes_;
  RunnerCounters counters_;

  std::vector<std::int32_t> moved_clocks_;
  std::deque<InstanceRow> ready_;  // claimed, not yet held
  std::size_t held_ = 0;
  int failures_ = 0;
  std::chrono::milliseconds rest_{1};  // between two looks that find less than a batch
  runtime::Deadline next_look_ = runtime::Deadline::at(0);
  runtime::Deadline next_prune_ = runtime::Deadline::at(0);
  bool woken_ = false;
  bool stopping_ = false;
};

}  // namespace sangam::saga
