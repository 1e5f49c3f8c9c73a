#include "kernel/audit/sealer.h"

#include <algorithm>

#include "base/assert.h"
#include "kernel/clock/clock.h"
#include "kernel/telemetry/log.h"

namespace sangam::audit {

namespace {

using runtime::Deadline;
using std::chrono::milliseconds;
using std::chrono::seconds;

// Between two looks at the entries: a batch of those of a tenth of a second costs each of them a
// fraction of what a batch of its own would.
constexpr milliseconds kShortestRest{100};
constexpr milliseconds kLongestRest{250};
// How often another process's sealer, or a database that is away, is looked for.
constexpr milliseconds kTakeOverRest{250};
constexpr milliseconds kLongestFailureRest{5'000};
constexpr seconds kOwnEntriesEvery{5};

double number(const auto& counter) { return static_cast<double>(counter.load()); }

}  // namespace

Sealer::Sealer(SealerSettings settings) : settings_(std::move(settings)) {}

Sealer::~Sealer() { stop(); }

void Sealer::start() {
  SANGAM_ASSERT(!thread_.joinable());
  thread_ = std::thread([this] { serve(); });
}

void Sealer::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Sealer::serve() {
  rounds_.ended();
  for (;;) {
    {
      const std::lock_guard lock(mutex_);
      if (stopping_) break;
    }
    milliseconds rest;
    try {
      rest = step();
      rounds_.ended();
      failing_ = milliseconds(0);
    } catch (const std::exception& failure) {
      lose_session(failure);
      // What fails for good, a damaged chain for instance, must not fill the log.
      rest = failing_ = std::clamp(failing_ * 2, kTakeOverRest, kLongestFailureRest);
    }
    wait(rest);
  }
  rounds_.rest();
  drain();
  // The lock goes with the session, so that the next process need not wait for it.
  session_.reset();
  counters_.sealing = false;
}

milliseconds Sealer::step() {
  if (!session_) {
    session_.emplace(settings_.conninfo, settings_.key, settings_.sign_every);
    counters_.sessions.fetch_add(1, std::memory_order_relaxed);
  }
  write_own_entries(false);
  if (!session_->lead()) return kTakeOverRest;
  if (!counters_.sealing.exchange(true)) log::info("sealing the audit");
  const auto entries = seal(false);
  if (entries >= kSealBatch) return milliseconds(0);
  if (entries > 0) return idle_ = kShortestRest;
  return idle_ = std::clamp(idle_ * 2, kShortestRest, kLongestRest);
}

std::int64_t Sealer::seal(bool sign_all) {
  const auto now = clock::system_now();
  const auto sealed = session_->seal(now, sign_all);
  if (sealed.entries > 0) counters_.batches.fetch_add(1, std::memory_order_relaxed);
  counters_.entries.fetch_add(static_cast<std::uint64_t>(sealed.entries),
                              std::memory_order_relaxed);
  counters_.checkpoints.fetch_add(static_cast<std::uint64_t>(sealed.checkpoints),
                                  std::memory_order_relaxed);
  if (sealed.entries < kSealBatch) counters_.newest_sealed_at = now.nanoseconds;
  return sealed.entries;
}

void Sealer::write_own_entries(bool last) {
  if (!settings_.own_entries || (!last && !next_own_entries_.passed())) return;
  next_own_entries_ = Deadline::in(kOwnEntriesEvery);
  for (auto& entry : settings_.own_entries(clock::system_now(), last))
    own_entries_.push_back(std::move(entry));
  session_->write(own_entries_);
  own_entries_.clear();
}

void Sealer::lose_session(const std::exception& failure) {
  log::warning("the audit's sealer starts anew", {{"reason", failure.what()}});
  counters_.failures.fetch_add(1, std::memory_order_relaxed);
  counters_.sealing = false;
  session_.reset();
}

void Sealer::drain() {
  const auto deadline = Deadline::in(kDrainPatience);
  try {
    if (!session_) return;
    write_own_entries(true);
    while (counters_.sealing && !deadline.passed())
      if (seal(true) < kSealBatch) return;
  } catch (const std::exception& failure) {
    lose_session(failure);
  }
}

void Sealer::wait(milliseconds duration) {
  std::unique_lock lock(mutex_);
  wake_.wait_for(lock, duration, [this] { return stopping_; });
}

void Sealer::describe(telemetry::Snapshot& out) const {
  const auto& c = counters_;
  out.counter("sangam_audit_sealed_total", "Audit entries linked into chains", number(c.entries));
  out.counter("sangam_audit_seal_batches_total", "Transactions that sealed entries",
              number(c.batches));
  out.counter("sangam_audit_checkpoints_total", "Checkpoints signed", number(c.checkpoints));
  out.counter("sangam_audit_sealer_failures_total", "Sessions of the sealer given up",
              number(c.failures));
  out.gauge("sangam_audit_sealing", "1 in the process that seals", number(c.sealing));
  out.gauge("sangam_audit_sealed_up_to_seconds", "Unix time at which no entry waited last",
            static_cast<double>(c.newest_sealed_at / kNanosecondsPerSecond));
}

}  // namespace sangam::audit
