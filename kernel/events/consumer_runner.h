#pragma once

// ConsumerRunner: one consumer at work on one event loop. It reads a batch behind its position,
// hands the streams of the batch to a few coroutines, and moves its position when all are done.
//
//   waiting ──events behind its position──> batch ──all done──> position moved ──> waiting
//   a delivery: done | seen before (inbox) | failed ──pause──> again | parked after `tries`

#include <atomic>
#include <vector>

#include "base/task.h"
#include "kernel/events/attempt.h"
#include "kernel/events/log_head.h"
#include "kernel/store/pool.h"

namespace sangam::events {

// Events read at once, at most.
inline constexpr std::int32_t kConsumerBatch = 256;

// Monotonic counters and a gauge, read by any thread.
struct ConsumerCounters {
  std::atomic<std::uint64_t> delivered{0};   // effects made durable
  std::atomic<std::uint64_t> duplicates{0};  // deliveries whose effect was there already
  std::atomic<std::uint64_t> failures{0};    // tries that failed
  std::atomic<std::uint64_t> parked{0};
  std::atomic<std::int64_t> position{0};  // everything up to here is done
};

// Belongs to its loop's thread, counters() apart.
class ConsumerRunner {
 public:
  // `app` and `relay` are pools of those roles on `loop`. All must outlive run().
  ConsumerRunner(runtime::EventLoop& loop, store::Pool& app, store::Pool& relay,
                 const LogHead& head, Consumer consumer);

  // Works until stop(); does not throw.
  Task<void> run();
  // There may be something to do: the head has changed.
  void wake();
  // Ends run() after the deliveries under way; waits for nothing.
  void stop();

  const Consumer& consumer() const noexcept { return consumer_; }
  const ConsumerCounters& counters() const noexcept { return counters_; }

 private:
  struct Batch;

  Task<bool> step();
  Task<void> join(std::int64_t term);
  Task<std::vector<Event>> read(std::int64_t target);
  Task<void> deliver_batch(std::vector<Event> events);
  Task<void> work_off(std::vector<const Event*> turn, Batch& batch);
  Task<bool> deliver(const Event& event);
  Task<bool> give_up(const Event& event, int tries, std::string error);
  void count(const Try& result, std::atomic<std::uint64_t>& done);
  Task<void> advance(std::int64_t position, bool save);
  Task<void> pause(int failures);
  Task<void> wait();
  bool may_work() const;

  const Workplace place_;
  store::Pool& relay_;
  const LogHead& head_;
  const Consumer consumer_;
  ConsumerCounters counters_;

  std::int64_t term_ = 0;   // of the head's terms, the one we joined in; 0: none
  std::int64_t saved_ = 0;  // the position that the database knows
  bool stopping_ = false;
  bool woken_ = false;
  Completion<bool>* waiter_ = nullptr;
};

}  // namespace sangam::events
