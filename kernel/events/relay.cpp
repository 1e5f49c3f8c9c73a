#include "kernel/events/relay.h"

#include <algorithm>

#include "base/assert.h"
#include "base/timestamp.h"
#include "kernel/clock/clock.h"
#include "kernel/store/database_error.h"
#include "kernel/telemetry/log.h"

namespace sangam::events {

namespace {

using runtime::Deadline;
using std::chrono::milliseconds;
using std::chrono::seconds;

// How long the outbox rests between two looks: longer while nothing comes.
constexpr milliseconds kShortestRest{5};
constexpr milliseconds kLongestRest{20};
// How often another process's relay, or a database that is away, is looked for.
constexpr milliseconds kTakeOverRest{250};
constexpr milliseconds kCountEvery{500};
constexpr seconds kPruneEvery{60};
constexpr seconds kRotateEvery{10};

}  // namespace

Relay::Relay(std::string conninfo, std::function<void()> on_change, LogSettings settings)
    : conninfo_(std::move(conninfo)), on_change_(std::move(on_change)), settings_(settings) {}

Relay::~Relay() { stop(); }

void Relay::start() {
  SANGAM_ASSERT(!thread_.joinable());
  thread_ = std::thread([this] { serve(); });
}

void Relay::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Relay::serve() {
  rounds_.ended();
  for (;;) {
    {
      const std::lock_guard lock(mutex_);
      if (stopping_) break;
    }
    milliseconds rest = kTakeOverRest;
    try {
      rest = step();
      rounds_.ended();
    } catch (const std::exception& failure) {
      lose_session(failure);
    }
    wait(rest);
  }
  rounds_.rest();
  drain();
  // The lock goes with the session, so that the next process need not wait for it.
  session_.reset();
}

milliseconds Relay::step() {
  if (!lead()) return kTakeOverRest;
  const auto moved = session_->move();
  keep_house();
  if (moved.rows == 0) return idle_ = std::min(idle_ * 2, kLongestRest);
  counters_.rows.fetch_add(static_cast<std::uint64_t>(moved.rows), std::memory_order_relaxed);
  counters_.batches.fetch_add(1, std::memory_order_relaxed);
  SANGAM_ASSERT(moved.position >= head_.position + moved.rows);
  head_.position = moved.position;
  on_change_();
  idle_ = kShortestRest;
  return moved.rows == kRelayBatch ? milliseconds(0) : kShortestRest;
}

// Connected and, by the lock, the only one.
bool Relay::lead() {
  if (head_.term > 0) return true;
  if (!session_) {
    session_.emplace(conninfo_, settings_);
    counters_.sessions.fetch_add(1, std::memory_order_relaxed);
  }
  if (!session_->lead()) return false;
  head_.position = session_->head();
  head_.term = ++last_term_;
  log::info("relaying events", {{"position", std::to_string(head_.position)}});
  on_change_();
  return true;
}

void Relay::keep_house() {
  if (next_count_.passed()) {
    count_waiting();
    watch_horizon();
    next_count_ = Deadline::in(kCountEvery);
    on_change_();
  }
  if (next_rotation_.passed()) {
    rotate();
    next_rotation_ = Deadline::in(kRotateEvery);
  }
  if (!next_prune_.passed()) return;
  const auto pruned = std::max(session_->prune_inbox(), session_->expire_claims());
  if (pruned < kRelayBatch) next_prune_ = Deadline::in(kPruneEvery);
}

void Relay::count_waiting() {
  const auto waiting = session_->waiting();
  counters_.waiting = waiting.events;
  counters_.parked_streams = waiting.parked_streams;
  counters_.parked_seconds = waiting.parked_for / kNanosecondsPerSecond;
}

// Who writes for longest, and tells every process.
void Relay::watch_horizon() {
  const auto horizon = session_->horizon();
  const auto now = runtime::monotonic_nanoseconds();
  if (!horizon || horizon->xid != horizon_xid_) {
    horizon_xid_ = horizon ? horizon->xid : "";
    horizon_since_ = clock::system_now().nanoseconds;
    horizon_since_monotonic_ = now;
  }
  counters_.horizon_pid = horizon ? horizon->pid : 0;
  counters_.horizon_seconds =
      horizon ? (now - horizon_since_monotonic_) / kNanosecondsPerSecond : 0;
  session_->tell(
      {.waiting = counters_.waiting, .horizon = horizon, .horizon_since = horizon_since_});
}

// A reader may hold the lock that dropping needs: it is tried again.
void Relay::rotate() {
  try {
    counters_.dropped.fetch_add(static_cast<std::uint64_t>(session_->rotate()),
                                std::memory_order_relaxed);
  } catch (const store::DatabaseError& failure) {
    log::warning("the event log could not be rotated", {{"reason", failure.what()}});
  }
  const auto hold = session_->hold();
  const auto seconds = hold.held_for.value_or(0) / kNanosecondsPerSecond;
  const std::lock_guard lock(held_mutex_);
  if (hold.held_by && *hold.held_by != held_by_)
    log::warning("a consumer keeps old events from being dropped", {{"consumer", *hold.held_by}});
  held_by_ = hold.held_by.value_or("");
  counters_.held_seconds = held_by_.empty() ? 0 : std::max<std::int64_t>(seconds, 1);
}

std::vector<std::string> Relay::warnings() const {
  std::vector<std::string> warnings;
  if (counters_.horizon_seconds >= kHorizonSecondsMost)
    warnings.push_back("PostgreSQL session " + std::to_string(counters_.horizon_pid) +
                       " has had a writing transaction open for " +
                       std::to_string(counters_.horizon_seconds) +
                       " s: rows that were relayed since cannot be cleaned up");
  if (const auto parked = counters_.parked_streams.load(); parked > 0)
    warnings.push_back(std::to_string(parked) +
                       " parked streams wait for somebody's decision, the first for " +
                       std::to_string(counters_.parked_seconds) + " s");
  const std::lock_guard lock(held_mutex_);
  if (!held_by_.empty())
    warnings.push_back("the consumer " + held_by_ + " has kept old events from being dropped for " +
                       std::to_string(counters_.held_seconds) + " s");
  return warnings;
}

void Relay::lose_session(const std::exception& failure) {
  if (head_.term > 0 || !session_)
    log::warning("the relay lost its database", {{"reason", failure.what()}});
  session_.reset();
  head_.term = 0;
  counters_.horizon_pid = 0;
  counters_.horizon_seconds = 0;
  counters_.parked_streams = 0;
}

void Relay::drain() {
  const auto deadline = Deadline::in(kDrainPatience);
  try {
    while (head_.term > 0 && !deadline.passed()) {
      const auto moved = session_->move();
      if (moved.rows == 0) return;
      counters_.rows.fetch_add(static_cast<std::uint64_t>(moved.rows), std::memory_order_relaxed);
    }
  } catch (const std::exception& failure) {
    lose_session(failure);
  }
}

void Relay::wait(milliseconds duration) {
  std::unique_lock lock(mutex_);
  wake_.wait_for(lock, duration, [this] { return stopping_; });
}

}  // namespace sangam::events
