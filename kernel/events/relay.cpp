#include "kernel/events/relay.h"

#include <algorithm>

#include "base/assert.h"
#include "kernel/telemetry/log.h"

namespace sangam::events {

namespace {

using runtime::Deadline;
using std::chrono::milliseconds;
using std::chrono::seconds;

// How long the outbox rests between two looks: longer while nothing comes.
constexpr milliseconds kShortestRest{5};
constexpr milliseconds kLongestRest{50};
// How often another process's relay, or a database that is away, is looked for.
constexpr milliseconds kTakeOverRest{250};
constexpr seconds kCountEvery{1};
constexpr seconds kPruneEvery{60};

}  // namespace

Relay::Relay(std::string conninfo, std::function<void()> on_change)
    : conninfo_(std::move(conninfo)), on_change_(std::move(on_change)) {}

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
  for (;;) {
    {
      const std::lock_guard lock(mutex_);
      if (stopping_) break;
    }
    milliseconds rest = kTakeOverRest;
    try {
      rest = step();
    } catch (const std::exception& failure) {
      lose_session(failure);
    }
    wait(rest);
  }
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
    session_.emplace(conninfo_);
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
    counters_.waiting = session_->waiting();
    next_count_ = Deadline::in(kCountEvery);
  }
  if (!next_prune_.passed()) return;
  const auto pruned = std::max(session_->prune_inbox(), session_->expire_claims());
  if (pruned < kRelayBatch) next_prune_ = Deadline::in(kPruneEvery);
}

void Relay::lose_session(const std::exception& failure) {
  if (head_.term > 0 || !session_)
    log::warning("the relay lost its database", {{"reason", failure.what()}});
  session_.reset();
  head_.term = 0;
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
