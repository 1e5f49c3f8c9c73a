#include "kernel/store/pool.h"

#include <algorithm>

#include "base/assert.h"
#include "kernel/store/database_error.h"
#include "kernel/store/pool_state.h"
#include "kernel/telemetry/log.h"

namespace sangam::store {
namespace {

using namespace std::chrono_literals;

constexpr auto kOpenTimeout = 5s;
constexpr auto kRecoverTimeout = 2s;
constexpr auto kShortestPause = 20ms;
constexpr auto kLongestPause = 2000ms;

constexpr Statement kCheck{"store.check", "select 1", Scope::platform};

Error busy() {
  Error error(Code::unavailable, "the database is busy; try again");
  error.retry_after_seconds = 1;
  return error;
}

runtime::nanoseconds pause_after(int failures) {
  return std::min<runtime::nanoseconds>(kShortestPause * (1 << std::min(failures, 10)),
                                        kLongestPause);
}

}  // namespace

void Lease::release() noexcept {
  if (auto* connection = std::exchange(connection_, nullptr)) pool_->give_back(connection, tenant_);
  pool_.reset();
}

Task<Lease> Pool::State::take(std::int32_t tenant, runtime::Deadline deadline) {
  SANGAM_ASSERT(loop.is_current());
  if (closed) throw busy();
  Connection* connection = waiters_.empty() ? take_idle() : nullptr;
  if (connection == nullptr) {
    if (waiters_.size() >= settings.max_waiters || deadline.passed()) {
      ++counters.refused;
      throw busy();
    }
    Waiter waiter(*this, tenant);
    waiters_.push_back(&waiter);
    waiter.timer.arm(deadline);
    open_as_needed();
    connection = co_await waiter;
    if (connection == nullptr) {
      ++counters.refused;
      throw busy();
    }
  } else {
    ++held_[tenant];
    ++leased_;
  }
  co_return Lease(shared_from_this(), connection, tenant);
}

// Sessions that died while idle are dropped here, without a round trip.
Connection* Pool::State::take_idle() noexcept {
  while (!idle_.empty()) {
    Connection* connection = idle_.back();
    idle_.pop_back();
    if (connection->alive()) return connection;
    remove(connection);
  }
  return nullptr;
}

void Pool::State::give_back(Connection* connection, std::int32_t tenant) noexcept {
  if (const auto held = held_.find(tenant); --held->second == 0) held_.erase(held);
  --leased_;
  if (connection->at_rest() && !closed) return grant(connection);
  if (connection->broken() || closed) {
    remove(connection);
    return open_as_needed();
  }
  start_detached(recover(shared_from_this(), connection));
}

// Among those who wait, one whose tenant holds fewest sessions; of these the first.
void Pool::State::grant(Connection* connection) noexcept {
  if (waiters_.empty()) {
    idle_.push_back(connection);
    return;
  }
  const auto chosen = std::ranges::min_element(
      waiters_, {}, [this](const Waiter* waiter) { return held_by(waiter->tenant); });
  Waiter& waiter = **chosen;
  waiters_.erase(chosen);
  ++held_[waiter.tenant];
  ++leased_;
  resume(waiter, connection);
}

// Resumes from the loop, not from inside whatever gave the session back.
void Pool::State::resume(Waiter& waiter, Connection* connection) noexcept {
  waiter.timer.disarm();
  waiter.granted = connection;
  loop.post([handle = waiter.waiting] { handle.resume(); });
}

void Pool::State::Waiter::on_timeout(void* raw) {
  Waiter& waiter = *static_cast<Waiter*>(raw);
  std::erase(waiter.state.waiters_, &waiter);
  waiter.state.resume(waiter, nullptr);
}

std::size_t Pool::State::held_by(std::int32_t tenant) const noexcept {
  const auto held = held_.find(tenant);
  return held == held_.end() ? 0 : held->second;
}

void Pool::State::remove(Connection* connection) noexcept {
  std::erase_if(connections_, [=](const auto& owned) { return owned.get() == connection; });
}

void Pool::State::open_as_needed() noexcept {
  while (!closed && opening_ < waiters_.size() && connections_.size() + opening_ < settings.size) {
    ++opening_;
    start_detached(open_one(shared_from_this()));
  }
}

// Opens one session for those who wait, trying until none waits.
Task<void> Pool::State::open_one(std::shared_ptr<State> self) {
  while (!self->closed && !self->waiters_.empty()) {
    try {
      auto connection =
          co_await Connection::open(self->loop, self->settings.endpoint.as(self->settings.role),
                                    self->settings.statements, runtime::Deadline::in(kOpenTimeout));
      self->failures_ = 0;
      self->counters.last_failure.clear();
      ++self->counters.opened;
      if (self->closed) break;
      self->connections_.push_back(std::move(connection));
      --self->opening_;
      self->grant(self->connections_.back().get());
      co_return;
    } catch (const ConnectionLost& lost) {
      self->counters.last_failure = lost.reason;
    } catch (const Error& error) {
      self->counters.last_failure = error.detail;
    }
    if (self->failures_ == 0)  // once an outage
      log::warning("no session with the database", {{"reason", self->counters.last_failure}});
    co_await runtime::sleep(self->loop, pause_after(self->failures_++));
  }
  --self->opening_;
}

Task<void> Pool::State::recover(std::shared_ptr<State> self, Connection* connection) {
  const bool usable = co_await connection->recover(runtime::Deadline::in(kRecoverTimeout));
  if (usable && !self->closed) {
    self->grant(connection);
  } else {
    self->remove(connection);
    self->open_as_needed();
  }
}

void Pool::State::shut() noexcept {
  closed = true;
  while (!waiters_.empty()) {
    Waiter& waiter = *waiters_.front();
    waiters_.pop_front();
    resume(waiter, nullptr);
  }
  for (Connection* connection : std::exchange(idle_, {}))
    remove(connection);
  // What is left recovers in the background; each removes itself when its wait is ended here.
  std::vector<Connection*> recovering;
  for (const auto& owned : connections_)
    recovering.push_back(owned.get());
  if (leased_ == 0)
    for (Connection* connection : recovering)
      connection->abandon();
}

Pool::Pool(runtime::EventLoop& loop, PoolSettings settings)
    : state_(std::make_shared<State>(loop, std::move(settings))) {}

Pool::~Pool() {
  SANGAM_ASSERT(state_->leased_ == 0);
  state_->shut();
}

PoolHealth Pool::health() const {
  PoolHealth health = state_->counters;
  health.open = state_->connections_.size();
  health.idle = state_->idle_.size();
  health.waiting = state_->waiters_.size();
  return health;
}

Task<void> Pool::check(runtime::Deadline deadline) {
  const std::shared_ptr<State> state = state_;
  Lease lease = co_await state->take(0, deadline);
  lease->queue(kCheck, {});
  const Outcome outcome = co_await lease->exchange(deadline);
  if (outcome.error) throw_database_error(*outcome.error);
}

Task<void> Pool::close(runtime::Deadline deadline) {
  const std::shared_ptr<State> state = state_;
  state->shut();
  while ((!state->connections_.empty() || state->opening_ > 0) && !deadline.passed())
    co_await runtime::sleep(state->loop, 10ms);
}

Role Pool::role() const noexcept { return state_->settings.role; }

runtime::EventLoop& Pool::loop() const noexcept { return state_->loop; }

}  // namespace sangam::store
