#pragma once

// Relay: moves what transactions emitted from the outbox to the event log, in commit order, on a
// thread and a database session of its own. Every process runs one; an advisory lock of the session
// lets one of them relay, and the others take over when it ends.
//
// Order: by transaction, and within one as emitted. A row is moved only when its transaction is
// older than every running one, so nothing can appear before it later, and nothing is missed. So a
// transaction that stays open holds all events back: none that writes may last over five seconds.
// Not yet: transactions are in order of their first write, not of a stream's sequence numbers.

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "kernel/events/log_head.h"
#include "kernel/events/relay_session.h"

namespace sangam::events {

// Monotonic counters and gauges, read by any thread.
struct RelayCounters {
  std::atomic<std::uint64_t> rows{0};      // moved
  std::atomic<std::uint64_t> batches{0};   // transactions that moved any
  std::atomic<std::uint64_t> sessions{0};  // opened
  std::atomic<std::int64_t> waiting{0};    // rows in the outbox, counted once a second
};

// start and stop belong to one thread; the rest to any.
class Relay {
 public:
  // `conninfo` is for the role sangam_relay; it must not be reachable only later: the thread tries
  // again by itself. `on_change` is called on the relay's thread whenever head() has changed.
  Relay(std::string conninfo, std::function<void()> on_change);
  ~Relay();  // stops

  void start();
  // Moves what can be moved, for kDrainPatience at most, then ends the thread. Idempotent.
  void stop();

  const LogHead& head() const noexcept { return head_; }
  const RelayCounters& counters() const noexcept { return counters_; }

  static constexpr std::chrono::seconds kDrainPatience{5};

 private:
  void serve();
  // One look at the outbox; returns how long to wait before the next.
  std::chrono::milliseconds step();
  bool lead();
  void keep_house();
  void lose_session(const std::exception& failure);
  void drain();
  void wait(std::chrono::milliseconds duration);

  const std::string conninfo_;
  const std::function<void()> on_change_;
  LogHead head_;
  RelayCounters counters_;

  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;

  // Of the thread.
  std::optional<RelaySession> session_;
  std::int64_t last_term_ = 0;
  std::chrono::milliseconds idle_{1};
  runtime::Deadline next_count_ = runtime::Deadline::at(0);
  runtime::Deadline next_prune_ = runtime::Deadline::at(0);
  std::thread thread_;
};

}  // namespace sangam::events
