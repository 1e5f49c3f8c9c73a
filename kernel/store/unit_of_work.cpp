#include "kernel/store/unit_of_work.h"

#include <algorithm>
#include <chrono>
#include <coroutine>
#include <exception>

#include "base/assert.h"
#include "kernel/runtime/next_turn.h"
#include "kernel/store/database_error.h"
#include "kernel/store/disk_reserve.h"
#include "kernel/store/exchange_record.h"
#include "kernel/store/pool_state.h"

namespace sangam::store {
namespace {

using namespace std::chrono_literals;

// The server ends a late statement itself and says so; only when it does not, the session is given
// up this much later.
constexpr auto kGrace = 500ms;

constexpr Statement kBegin{"store.begin", "begin", Scope::platform};
constexpr Statement kBeginSnapshot{
    "store.begin_snapshot", "begin isolation level repeatable read, read only", Scope::platform};
constexpr Statement kSettings{"store.settings",
                              "select pg_catalog.set_config('sangam.tenant', $1, true),"
                              " pg_catalog.set_config('statement_timeout', $2, true),"
                              " pg_catalog.set_config('sangam.trace', $3, true)",
                              Scope::platform};
// Inside the implicit transaction of one exchange: from here to its Sync.
constexpr Statement kReadOnlySettings{"store.read_only_settings",
                                      "select pg_catalog.set_config('sangam.tenant', $1, true),"
                                      " pg_catalog.set_config('statement_timeout', $2, true),"
                                      " pg_catalog.set_config('transaction_read_only', 'on', true)",
                                      Scope::platform};
constexpr Statement kSetTenant{
    "store.set_tenant", "select pg_catalog.set_config('sangam.tenant', $1, true)", Scope::platform};
constexpr Statement kCommit{"store.commit", "commit", Scope::platform};

enum class Phase : std::uint8_t { fresh, open, finished };

struct Call {
  Statement statement;
  Parameters parameters;
};

// Statements that travel together. Whoever asked first waits for the end of the loop's turn, in
// which others may join, and takes them along.
struct Trip {
  std::vector<Call> calls;
  std::vector<std::coroutine_handle<>> waiting;
  std::vector<Result> results;
  std::exception_ptr failure;

  Result result_of(std::size_t seat) {
    if (failure) std::rethrow_exception(failure);
    return std::move(results[seat]);
  }
};

struct Arrival {
  Trip& trip;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> waiter) const { trip.waiting.push_back(waiter); }
  void await_resume() const noexcept {}
};

// Empty without a tenant, so that the policies' cast to int4 fails instead of matching something.
std::string tenant_text(std::int32_t tenant) {
  return tenant == kNoTenant ? std::string() : std::to_string(tenant);
}

// What rows that name their trace get (trace_reference.h).
std::string trace_text(const telemetry::Trace* trace) {
  return trace == nullptr ? std::string() : telemetry::to_hex(trace->context(trace->root()));
}

std::string timeout_text(runtime::Deadline deadline) {
  const auto left = std::chrono::duration_cast<runtime::milliseconds>(deadline.remaining());
  return std::to_string(std::clamp<std::int64_t>(left.count(), 1, INT32_MAX));
}

}  // namespace

struct UnitOfWork::State {
  std::shared_ptr<Pool::State> pool;
  std::int32_t tenant;
  runtime::Deadline deadline;
  Mode mode;
  telemetry::Trace* trace = nullptr;
  Lease lease{};
  Phase phase = Phase::fresh;
  bool tenant_changed = false;
  bool spends_reserve = false;
  bool shares_trips = false;
  std::shared_ptr<Trip> joinable{};  // the next trip, until it leaves
  int trips = 0;
  std::vector<Call> firsts{};
  std::vector<Call> laters{};

  void require_usable() const;
  void queue(const std::vector<Call>& calls);
  void queue_beginning(bool implicit);
  void finish() noexcept;
  Task<void> acquire();
  Task<std::vector<Result>> exchange(std::vector<Call> calls, bool last);
  Task<std::vector<Result>> attempt(std::vector<Call> calls, bool last);
  Task<Result> join_trip(Call call);
  Task<Result> lead_trip(Call call);
};

void UnitOfWork::State::require_usable() const {
  if (phase == Phase::finished)
    throw StatementMismatch("the unit of work is over: committed, or ended by an error");
}

void UnitOfWork::State::queue(const std::vector<Call>& calls) {
  for (const Call& call : calls)
    lease->queue(call.statement, call.parameters);
}

// `implicit`: all fits into one exchange, which is a transaction by itself.
void UnitOfWork::State::queue_beginning(bool implicit) {
  if (mode == Mode::read_only)
    return lease->queue(kReadOnlySettings,
                        Parameters::of(0, tenant_text(tenant), timeout_text(deadline)));
  if (phase == Phase::fresh) {
    if (!implicit) lease->queue(mode == Mode::snapshot ? kBeginSnapshot : kBegin, {});
    lease->queue(kSettings,
                 Parameters::of(0, tenant_text(tenant), timeout_text(deadline), trace_text(trace)));
    queue(firsts);
  } else if (tenant_changed) {
    lease->queue(kSetTenant, Parameters::of(0, tenant_text(tenant)));
  }
  tenant_changed = false;
}

void UnitOfWork::State::finish() noexcept {
  phase = Phase::finished;
  lease.release();
}

Task<void> UnitOfWork::State::acquire() {
  if (lease) co_return;
  if (deadline.passed()) throw Error(Code::deadline_exceeded, "the request ran out of time");
  if (!pool->must_wait()) {
    lease = co_await pool->take(tenant, deadline);
    co_return;
  }
  ExchangeRecord wait(trace, "store.wait_for_session");
  lease = co_await pool->take(tenant, deadline);
  wait.end_wait();
}

// Sends what precedes, `calls`, and COMMIT if `last`; returns the results of `calls`.
Task<std::vector<Result>> UnitOfWork::State::attempt(std::vector<Call> calls, bool last) {
  co_await acquire();
  const bool implicit = last && phase == Phase::fresh && mode == Mode::read_write;
  const bool commits = last && !implicit && mode != Mode::read_only;
  queue_beginning(implicit);
  if (last) queue(laters);
  queue(calls);
  if (commits) lease->queue(kCommit, {});
  ++trips;
  ++pool->counters.exchanges;
  ExchangeRecord record(trace, calls.empty() ? kCommit.name : calls.front().statement.name);
  Outcome outcome = co_await lease->exchange(
      runtime::Deadline::at(deadline.time() + runtime::nanoseconds(kGrace).count()));
  record.end(!outcome.error);
  if (outcome.error) throw_database_error(*std::move(outcome.error));
  std::vector<Result> results = std::move(outcome.results);
  pool->counters.statements += results.size();
  if (commits) {
    // A failed transaction answers COMMIT with ROLLBACK; no error may have been lost before.
    SANGAM_ASSERT(results.back().command() == "COMMIT");
    results.pop_back();
  }
  results.erase(results.begin(), results.end() - static_cast<std::ptrdiff_t>(calls.size()));
  phase = Phase::open;
  if (last) finish();
  if (mode == Mode::read_only) lease.release();
  co_return results;
}

// A session may have died unnoticed. As long as no COMMIT was on its way nothing can have happened,
// so the first exchange is tried once more on another session.
Task<std::vector<Result>> UnitOfWork::State::exchange(std::vector<Call> calls, bool last) {
  require_usable();
  if (mode == Mode::read_write && phase == Phase::fresh && !spends_reserve && !has_room()) {
    finish();
    throw storage_full();
  }
  const bool repeatable = mode == Mode::read_only || (phase == Phase::fresh && !last);
  try {
    co_return co_await attempt(calls, last);
  } catch (const ConnectionLost&) {
    lease.release();
    if (!repeatable) {
      finish();
      throw;
    }
  } catch (...) {
    finish();
    throw;
  }
  try {
    co_return co_await attempt(std::move(calls), last);
  } catch (...) {
    finish();
    throw;
  }
}

Task<Result> UnitOfWork::State::join_trip(Call call) {
  const auto trip = joinable;
  const auto seat = trip->calls.size();
  trip->calls.push_back(std::move(call));
  co_await Arrival{*trip};
  co_return trip->result_of(seat);
}

Task<Result> UnitOfWork::State::lead_trip(Call call) {
  const auto trip = joinable = std::make_shared<Trip>();
  trip->calls.push_back(std::move(call));
  co_await runtime::NextTurn{pool->loop};
  joinable.reset();
  try {
    trip->results = co_await exchange(std::move(trip->calls), false);
  } catch (...) {
    trip->failure = std::current_exception();
  }
  for (const auto waiter : std::exchange(trip->waiting, {}))
    waiter.resume();
  co_return trip->result_of(0);
}

UnitOfWork::UnitOfWork(Pool& pool, std::int32_t tenant, runtime::Deadline deadline, Mode mode)
    : state_(new State{.pool = pool.state_, .tenant = tenant, .deadline = deadline, .mode = mode}) {
  SANGAM_ASSERT(deadline != runtime::Deadline::never());
}

UnitOfWork::UnitOfWork(UnitOfWork&&) noexcept = default;
UnitOfWork::~UnitOfWork() = default;

void UnitOfWork::record_in(telemetry::Trace* trace) noexcept { state_->trace = trace; }

std::int32_t UnitOfWork::tenant_for(const Statement& statement) const {
  if (statement.scope == Scope::platform) {
    if (state_->pool->settings.role == Role::app)
      throw StatementMismatch(std::string(statement.name) + ": the app role always has a tenant");
    return 0;
  }
  if (state_->tenant == kNoTenant)
    throw StatementMismatch(std::string(statement.name) + ": there is no tenant");
  return state_->tenant;
}

void UnitOfWork::require_at_most_one(const Result& result) {
  if (result.rows() > 1)
    throw StatementMismatch(std::string(result.statement()) + ": more than one row");
}

void UnitOfWork::add_first(const Statement& statement, Parameters parameters) {
  SANGAM_ASSERT(state_->mode != Mode::read_only && state_->phase == Phase::fresh);
  state_->firsts.push_back({statement, std::move(parameters)});
}

void UnitOfWork::add_later(const Statement& statement, Parameters parameters) {
  SANGAM_ASSERT(state_->mode == Mode::read_write);
  state_->require_usable();
  state_->laters.push_back({statement, std::move(parameters)});
}

Task<Result> UnitOfWork::execute(Statement statement, Parameters parameters) {
  if (state_->joinable) co_return co_await state_->join_trip({statement, std::move(parameters)});
  if (state_->shares_trips)
    co_return co_await state_->lead_trip({statement, std::move(parameters)});
  std::vector<Call> calls;
  calls.push_back({statement, std::move(parameters)});
  auto results = co_await state_->exchange(std::move(calls), false);
  co_return std::move(results.front());
}

Task<Result> UnitOfWork::execute_and_commit(Statement statement, Parameters parameters) {
  std::vector<Call> calls;
  calls.push_back({statement, std::move(parameters)});
  auto results = co_await state_->exchange(std::move(calls), true);
  co_return std::move(results.front());
}

Task<void> UnitOfWork::commit() {
  state_->require_usable();
  const bool nothing_sent = state_->phase == Phase::fresh;
  const bool nothing_to_send = state_->firsts.empty() && state_->laters.empty();
  // Reads have nothing to lose: their transaction is closed in the background.
  if (state_->mode != Mode::read_write || (nothing_sent && nothing_to_send)) {
    state_->finish();
    co_return;
  }
  co_await state_->exchange({}, true);
}

void UnitOfWork::set_tenant(std::int32_t tenant) {
  SANGAM_ASSERT(state_->tenant == kNoTenant && tenant != kNoTenant);
  state_->tenant = tenant;
  state_->tenant_changed = state_->phase == Phase::open;
}

std::int32_t UnitOfWork::tenant() const noexcept { return state_->tenant; }
Mode UnitOfWork::mode() const noexcept { return state_->mode; }
void UnitOfWork::share_trips() noexcept {
  SANGAM_ASSERT(state_->mode == Mode::read_only);
  state_->shares_trips = true;
}
void UnitOfWork::spend_reserve() noexcept { state_->spends_reserve = true; }
bool UnitOfWork::open() const noexcept { return static_cast<bool>(state_->lease); }
int UnitOfWork::trips() const noexcept { return state_->trips; }

}  // namespace sangam::store
