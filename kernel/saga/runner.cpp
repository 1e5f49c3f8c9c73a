#include "kernel/saga/runner.h"

#include <algorithm>
#include <utility>

#include "base/assert.h"
#include "base/error.h"
#include "kernel/clock/clock.h"
#include "kernel/events/backoff.h"
#include "kernel/saga/statements.h"
#include "kernel/telemetry/log.h"

namespace sangam::saga {

namespace {

using runtime::Deadline;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

constexpr seconds kDatabasePatience{10};
// A rest is looked at this often, so that waking and stopping need not wait for its end.
constexpr milliseconds kRestSlice{5};
// What was left because of the database is looked at again after this.
constexpr seconds kAfterTrouble{1};
// An instance that cannot be given back is tried so often, between such pauses.
constexpr int kTriesToLeave = 6;
constexpr milliseconds kFirstPause{50};
constexpr milliseconds kLongestPause{2'000};
// What cannot be read is a mistake of a release: it waits for the next one.
constexpr std::chrono::minutes kAfterPoison{5};
// A lease ends this much after a try may.
constexpr seconds kLeaseMargin{5};

constexpr std::chrono::minutes kPruneEvery{1};
// When there was more than one time's work.
constexpr seconds kPruneOn{1};
constexpr std::int32_t kPrunedAtOnce = 500;

struct PrunedRow {
  std::int64_t pruned = 0;
};
SANGAM_DESCRIBE(PrunedRow, (pruned, "How many"))

std::int64_t count(nanoseconds duration) { return duration.count(); }

}  // namespace

SagaRunner::SagaRunner(runtime::EventLoop& loop, store::Pool& app, store::Pool& relay,
                       const Registry& registry, const TenantClocks& clocks,
                       RunnerSettings settings)
    : place_{loop, app, clocks, settings.lease},
      relay_(relay),
      registry_(registry),
      settings_(settings),
      hashes_(registry.hashes()) {
  SANGAM_ASSERT(settings.concurrency > 0 && settings.batch > 0 && settings.lease.count() > 0);
}

Task<void> SagaRunner::run() {
  while (!stopping_ || held_ > 0 || !ready_.empty()) {
    std::string failure;
    bool worked = false;
    try {
      worked = co_await step();
      failures_ = 0;
    } catch (const std::exception& error) {
      failure = error.what();
    }
    if (!failure.empty() && failures_++ == 0)
      log::warning("sagas wait for their database", {{"reason", failure}});
    if (!worked) co_await rest();
  }
}

// True when something was started.
Task<bool> SagaRunner::step() {
  if (!moved_clocks_.empty()) co_await rearm_all();
  if (!stopping_ && !hashes_.empty() && ready_.size() < settings_.batch / 2 && next_look_.passed())
    co_await claim();
  if (!stopping_ && next_prune_.passed()) co_await prune();
  bool started = false;
  while (!ready_.empty() && held_ < settings_.concurrency) {
    ++held_;
    started = true;
    start_detached(drive(std::exchange(ready_.front(), {})));
    ready_.pop_front();
  }
  co_return started;
}

void SagaRunner::wake() {
  rest_ = milliseconds(1);
  next_look_ = Deadline::at(0);
  woken_ = true;
}

void SagaRunner::rearm(std::int32_t tenant) {
  moved_clocks_.push_back(tenant);
  wake();
}

Task<void> SagaRunner::rearm_all() {
  const auto tenants = moved_clocks_;
  store::UnitOfWork work(relay_, store::kNoTenant, Deadline::in(kDatabasePatience),
                         store::Mode::read_write);
  for (const auto tenant : tenants)
    work.later(kRearm, tenant, place_.clocks.now(tenant));
  co_await work.commit();
  // Those that moved meanwhile stay.
  moved_clocks_.erase(moved_clocks_.begin(),
                      moved_clocks_.begin() + static_cast<std::ptrdiff_t>(tenants.size()));
}

Task<void> SagaRunner::claim() {
  store::UnitOfWork work(relay_, store::kNoTenant, Deadline::in(kDatabasePatience),
                         store::Mode::read_write);
  const auto result = co_await work.run_and_commit(
      kClaimDue, hashes_, static_cast<std::int32_t>(settings_.batch), count(settings_.lease));
  auto rows = store::read_rows<InstanceRow>(result);
  if (!rows.empty()) counters_.claims.fetch_add(1, std::memory_order_relaxed);
  counters_.claimed.fetch_add(rows.size(), std::memory_order_relaxed);
  rest_ = rows.empty() ? std::min(rest_ * 2, settings_.longest_rest) : milliseconds(1);
  if (rows.size() < settings_.batch) next_look_ = Deadline::in(rest_);
  std::ranges::move(rows, std::back_inserter(ready_));
}

// Ended ones, by the tenants' own time. All runners do it, each what no other is at.
Task<void> SagaRunner::prune() {
  next_prune_ = Deadline::in(kPruneEvery);
  store::UnitOfWork work(relay_, store::kNoTenant, Deadline::in(kDatabasePatience),
                         store::Mode::read_write);
  const Timestamp before{clock::system_now().nanoseconds - count(settings_.keep)};
  const auto pruned = co_await work.row<PrunedRow>(kPruneEnded, before, kPrunedAtOnce);
  co_await work.commit();
  counters_.pruned.fetch_add(static_cast<std::uint64_t>(pruned->pruned), std::memory_order_relaxed);
  if (pruned->pruned == kPrunedAtOnce) next_prune_ = Deadline::in(kPruneOn);
}

Task<void> SagaRunner::drive(InstanceRow row) {
  Instance instance{.tenant = row.tenant_id, .id = row.id, .epoch = row.epoch};
  const auto* known = registry_.find(row.definition_hash);
  SANGAM_ASSERT(known);  // claimed by its hash
  nanoseconds delay{};
  std::string failure;
  try {
    co_await hold(load(*known, std::move(row)));
  } catch (const Error& error) {
    failure = error.what();
    delay = kAfterTrouble;
  } catch (const std::exception& error) {
    failure = error.what();
    delay = kAfterPoison;
  }
  if (!failure.empty()) {
    log::warning("a saga was left", {{"tenant", std::to_string(instance.tenant)},
                                     {"saga", to_base32(instance.id)},
                                     {"reason", failure}});
    co_await leave(instance, delay);
  }
  --held_;
  woken_ = true;
}

// The trouble may be the database's and short: a few tries spare the instance the rest of its
// lease.
Task<void> SagaRunner::leave(const Instance& instance, nanoseconds delay) {
  for (int failures = 1; failures <= kTriesToLeave && !stopping_; ++failures) {
    try {
      co_await look_again(instance, count(delay));
      co_return;
    } catch (const std::exception&) {
      // Once more, below.
    }
    co_await runtime::sleep(place_.loop, events::pause_after(failures, kFirstPause, kLongestPause));
  }
  log::warning("the lease of a saga runs out", {{"saga", to_base32(instance.id)}});
}

Task<void> SagaRunner::hold(Instance instance) {
  while (!stopping_)
    if (!co_await move(instance)) co_return;
  co_await look_again(instance, 0);
}

// One move of the instance. False when it is not ours any more: it waits, rests, has ended, or was
// moved by others.
Task<bool> SagaRunner::move(Instance& instance) {
  const auto& shape = instance.known->shape;
  const auto now = place_.clocks.now(instance.tenant);
  if (const auto due = due_alarm(shape, instance.progress, now))
    co_return co_await record(instance, runner_entry(place_, instance, *due));
  switch (next_move(shape, instance.progress)) {
    case Move::wait:
      co_return co_await wait_or_receive(instance);
    case Move::begin:
      co_return co_await record(instance, runner_entry(place_, instance, EntryKind::begun));
    case Move::act:
      co_return co_await try_at_hand(instance, false);
    case Move::undo:
      co_return co_await try_at_hand(instance, true);
    case Move::nothing:
      break;
  }
  co_await look_again(instance, std::nullopt);
  co_return false;
}

Task<bool> SagaRunner::wait_or_receive(Instance& instance) {
  const auto& shape = instance.known->shape;
  if (awaited_signal(shape, instance.progress)) {
    auto result = co_await attempt_receive(place_, instance);
    if (result) co_return co_await settle(instance, std::move(*result));
  }
  co_await look_again(instance,
                      delay_of(shape, instance.progress, place_.clocks.now(instance.tenant)));
  co_return false;
}

Task<bool> SagaRunner::try_at_hand(Instance& instance, bool compensating) {
  const auto patience = patience_of(instance.step()) + kLeaseMargin;
  if (patience > settings_.lease) co_await look_again(instance, count(patience));
  auto result = co_await attempt(place_, instance, compensating);
  if (result.fate != Fate::refused && result.fate != Fate::failed)
    co_return co_await settle(instance, std::move(result));
  counters_.failures.fetch_add(1, std::memory_order_relaxed);
  const auto kind = compensating                   ? EntryKind::undo_failed
                    : result.fate == Fate::refused ? EntryKind::refused
                                                   : EntryKind::failed;
  co_return co_await record(instance, runner_entry(place_, instance, kind, std::move(result.why)));
}

Task<bool> SagaRunner::record(Instance& instance, Entry entry) {
  co_return co_await settle(
      instance, co_await attempt_record(place_, instance, std::move(entry), instance.state, false));
}

// Takes over what became durable; true when the instance goes on at once.
Task<bool> SagaRunner::settle(Instance& instance, Try result) {
  if (result.fate == Fate::fenced) {
    counters_.fenced.fetch_add(1, std::memory_order_relaxed);
    co_return false;
  }
  if (result.fate == Fate::unavailable) throw Error{Code::unavailable, std::move(result.why)};
  if (result.fate != Fate::recorded) throw std::runtime_error(result.why);
  instance.progress = std::move(result.advance->progress);
  instance.state = std::move(result.advance->state);
  ++instance.entries;
  counters_.entries.fetch_add(1, std::memory_order_relaxed);
  switch (instance.progress.status) {
    case Status::done:
      counters_.done.fetch_add(1, std::memory_order_relaxed);
      break;
    case Status::compensated:
      counters_.compensated.fetch_add(1, std::memory_order_relaxed);
      break;
    case Status::parked:
      counters_.parked.fetch_add(1, std::memory_order_relaxed);
      log::error("a saga waits for a person", {{"tenant", std::to_string(instance.tenant)},
                                               {"definition", instance.known->definition.name},
                                               {"saga", to_base32(instance.id)}});
      break;
    default:
      break;
  }
  const auto move = next_move(instance.known->shape, instance.progress);
  co_return move != Move::nothing&& move != Move::wait&& instance.progress.attempt == 0;
}

Task<void> SagaRunner::look_again(const Instance& instance, std::optional<std::int64_t> delay_ns) {
  store::UnitOfWork work(place_.app, instance.tenant, Deadline::in(kDatabasePatience),
                         store::Mode::read_write);
  work.later(kLookAgain, instance.id, instance.epoch, delay_ns);
  co_await work.commit();
}

// Until an instance was left, or until it is worth looking for others.
Task<void> SagaRunner::rest() {
  auto end = next_look_;
  if (failures_ > 0) end = Deadline::in(events::pause_after(failures_, kFirstPause, kLongestPause));
  else if (!ready_.empty()) end = Deadline::in(settings_.longest_rest);
  while (!woken_ && !stopping_ && !end.passed())
    co_await runtime::sleep(place_.loop, std::min<nanoseconds>(end.remaining(), kRestSlice));
  if (stopping_) co_await runtime::sleep(place_.loop, milliseconds(1));
  woken_ = false;
}

}  // namespace sangam::saga
