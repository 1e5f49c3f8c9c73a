#pragma once

// ConsumerRunner: one consumer at work on one event loop. It reads a batch behind its position,
// delivers it, and moves its position when all is done. In between it looks after dead letters that
// were requeued and after replays.
//
//   waiting ──events behind its position──> batch ──all done──> position moved ──> waiting

#include <atomic>
#include <vector>

#include "base/task.h"
#include "kernel/events/log_head.h"
#include "kernel/events/mender.h"
#include "kernel/events/postgres_log.h"
#include "kernel/events/replayer.h"

namespace sangam::events {

// Events read at once, at most: more for consumers that handle many in one transaction.
inline constexpr std::int32_t kConsumerBatch = 256;
inline constexpr std::int32_t kLargeConsumerBatch = 4'000;

// Belongs to its loop's thread, counters() apart.
class ConsumerRunner {
 public:
  // `app` and `relay` are pools of those roles on `loop`. All must outlive run().
  ConsumerRunner(runtime::EventLoop& loop, store::Pool& app, store::Pool& relay,
                 const LogHead& head, Consumer consumer);

  // Works until stop(); does not throw.
  Task<void> run();
  // There may be something to do: the head has changed, or a second has passed.
  void wake();
  // Ends run() after the deliveries under way; waits for nothing.
  void stop();

  const Consumer& consumer() const noexcept { return consumer_; }
  const ConsumerCounters& counters() const noexcept { return counters_; }

 private:
  Task<bool> step();
  Task<bool> step_news();
  Task<void> leave_out_others(std::vector<Event>& events);
  Task<void> look_after();
  Task<void> join(std::int64_t term);
  Task<void> advance(std::int64_t position);
  Task<void> save_when_due();
  Task<void> tell_trouble(std::string error);
  Task<void> rest(int failures);
  Task<void> wait();
  bool may_work() const;

  runtime::EventLoop& loop_;
  const Consumer consumer_;
  store::Pool& relay_;
  const LogHead& head_;
  ConsumerCounters counters_;
  PostgresLog log_;
  Deliverer deliverer_;
  Mender mender_;
  Replayer replayer_;

  std::int64_t term_ = 0;   // of the head's terms, the one we joined in; 0: none
  std::int64_t saved_ = 0;  // the position that the database knows
  runtime::Deadline next_look_ = runtime::Deadline::at(0);
  runtime::Deadline next_save_ = runtime::Deadline::at(0);
  bool stopping_ = false;
  bool woken_ = false;
  Completion<bool>* waiter_ = nullptr;
};

}  // namespace sangam::events
