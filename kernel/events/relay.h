#pragma once

// Relay: moves what transactions emitted from the outbox to the event log on a thread and a
// database session of its own. Every process runs one; an advisory lock of the session lets one of
// them relay, and the others take over when it ends.
//
// Order: by the number that a row drew when it was written, among the rows that one snapshot sees.
// If a transaction saw what another had committed, the other's rows come first: whoever sees the
// later one sees the earlier one, and its numbers are lower. So streams whose writers lock a row or
// check a version stand in their order, no event waits for a transaction that stays open, and
// positions have no gaps (docs/decisions/0014).

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "kernel/events/log_head.h"
#include "kernel/events/relay_session.h"
#include "kernel/telemetry/rounds.h"

namespace sangam::events {

// Monotonic counters and gauges, read by any thread.
struct RelayCounters {
  std::atomic<std::uint64_t> rows{0};      // moved
  std::atomic<std::uint64_t> batches{0};   // transactions that moved any
  std::atomic<std::uint64_t> sessions{0};  // opened
  std::atomic<std::uint64_t> dropped{0};   // pieces of the log
  std::atomic<std::int64_t> waiting{0};    // rows in the outbox, counted once a second
  // The session of the oldest transaction that writes, and how long it was seen; 0: none.
  std::atomic<std::int32_t> horizon_pid{0};
  std::atomic<std::int64_t> horizon_seconds{0};
  // How long a consumer has kept pieces of the log from being dropped; 0: none does.
  std::atomic<std::int64_t> held_seconds{0};
  // Streams that stand still, and how long the first of them has.
  std::atomic<std::int64_t> parked_streams{0};
  std::atomic<std::int64_t> parked_seconds{0};
};

// start and stop belong to one thread; the rest to any.
class Relay {
 public:
  // `conninfo` is for the role sangam_relay; it may be unreachable at first: the thread tries again
  // by itself. `on_change` is called on the relay's thread whenever head() has changed, and twice a
  // second while it relays.
  Relay(std::string conninfo, std::function<void()> on_change, LogSettings settings = {});
  ~Relay();  // stops

  void start();
  // Moves what can be moved, for kDrainPatience at most, then ends the thread. Idempotent.
  void stop();

  const LogHead& head() const noexcept { return head_; }
  const RelayCounters& counters() const noexcept { return counters_; }
  const telemetry::Rounds& rounds() const noexcept { return rounds_; }
  // What is wrong, a sentence each; empty when nothing is: a transaction that has been open for
  // long, a consumer that keeps the log, streams that stand still.
  std::vector<std::string> warnings() const;

  static constexpr std::chrono::seconds kDrainPatience{5};
  // A transaction that writes lasts five seconds at most; one that is seen so long is told about.
  static constexpr std::int64_t kHorizonSecondsMost = 10;

 private:
  void serve();
  // One look at the outbox; returns how long to wait before the next.
  std::chrono::milliseconds step();
  bool lead();
  void keep_house();
  void count_waiting();
  void watch_horizon();
  void rotate();
  void lose_session(const std::exception& failure);
  void drain();
  void wait(std::chrono::milliseconds duration);

  const std::string conninfo_;
  const std::function<void()> on_change_;
  const LogSettings settings_;
  LogHead head_;
  RelayCounters counters_;
  telemetry::Rounds rounds_;

  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  mutable std::mutex held_mutex_;
  std::string held_by_;

  // Of the thread.
  std::optional<RelaySession> session_;
  std::int64_t last_term_ = 0;
  std::chrono::milliseconds idle_{1};
  runtime::Deadline next_count_ = runtime::Deadline::at(0);
  runtime::Deadline next_prune_ = runtime::Deadline::at(0);
  runtime::Deadline next_rotation_ = runtime::Deadline::at(0);
  std::string horizon_xid_;
  std::int64_t horizon_since_ = 0;  // nanoseconds since 1970
  std::int64_t horizon_since_monotonic_ = 0;
  std::thread thread_;
};

}  // namespace sangam::events
