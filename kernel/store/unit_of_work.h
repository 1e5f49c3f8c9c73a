#pragma once

// UnitOfWork: the only way to run SQL for a tenant. One PostgreSQL transaction on one session of
// the pool, opened by its first statement with the tenant set for row-level security. It adds no
// round trip of its own: BEGIN, the settings and the statements given to first() travel with the
// first awaited statement, those given to later() travel with COMMIT.
//
//   UnitOfWork work(pool, tenant, deadline, Mode::read_write);
//   auto account = co_await work.row<AccountRow>(kLockAccount, id);     // trip 1
//   work.later(kRename, id, name);
//   co_await work.commit();                                             // trip 2
//
// Arguments are described scalars, optionals of them, or vectors of scalars (arrays). $1 is the
// tenant, added here; arguments begin at $2 (at $1 for Scope::platform statements).
//
// Errors: DatabaseError (a constraint, our SG codes), Error{unavailable} (no session, lost server,
// serialization failure, deadlock: try again), Error{storage_full} (Mode::read_write only),
// Error{deadline_exceeded}, StatementMismatch. After an error the transaction is over: rolled back,
// and every further call throws.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/describe.h"
#include "base/task.h"
#include "kernel/runtime/deadline.h"
#include "kernel/store/parameters.h"
#include "kernel/store/result.h"
#include "kernel/store/rows.h"
#include "kernel/store/statement.h"
#include "kernel/telemetry/trace.h"

namespace sangam::store {

class Pool;

enum class Mode : std::uint8_t {
  read_only,  // each statement is its own read-only transaction: one round trip each, commit() free
  snapshot,   // all statements see one moment (repeatable read, read only); commit() is not awaited
  read_write,  // read committed
};

// A tenant's number: positive. Negative ones are the canaries' (catalogue_lint.h).
inline constexpr std::int32_t kNoTenant = 0;

// Belongs to the pool's loop; used by one coroutine at a time, one statement at a time, unless it
// shares trips. Destroying it without commit() rolls back, in the background.
class UnitOfWork {
 public:
  // Takes no session yet. `deadline` bounds every wait, and is the server's statement timeout too.
  UnitOfWork(Pool& pool, std::int32_t tenant, runtime::Deadline deadline, Mode mode);
  UnitOfWork(UnitOfWork&&) noexcept;
  ~UnitOfWork();

  // Adds a span for each exchange to `trace`, which may be null and else outlives the unit of work.
  // Events, jobs and sagas that come of it name that trace and go on in it. Before the first
  // statement.
  void record_in(telemetry::Trace* trace) noexcept;

  // Lets it write although the disk is full, from what is kept for that: for small things without
  // which reads could not go on.
  void spend_reserve() noexcept;

  // Statements that are asked for side by side (base/together.h) travel in one exchange from here
  // on, and fail together. Only in Mode::read_only.
  void share_trips() noexcept;

  // Runs before the first awaited statement, in the same round trip. Its rows are dropped; when it
  // raises, the awaited statement does not run and throws the DatabaseError. Only before that
  // statement. Not in Mode::read_only.
  template <class... Args>
  void first(const Statement& statement, const Args&... args) {
    add_first(statement, parameters(statement, args...));
  }

  // Runs with COMMIT, in the order given; its rows are dropped, its errors thrown by commit().
  // Only in Mode::read_write.
  template <class... Args>
  void later(const Statement& statement, const Args&... args) {
    add_later(statement, parameters(statement, args...));
  }

  // Runs a statement: one round trip.
  template <class... Args>
  Task<Result> run(const Statement& statement, const Args&... args) {
    return execute(statement, parameters(statement, args...));
  }

  // Runs a statement and reads all its rows.
  template <Described Row, class... Args>
  Task<std::vector<Row>> rows(const Statement& statement, const Args&... args) {
    return collect<Row>(execute(statement, parameters(statement, args...)));
  }

  // Runs a statement that has at most one row; more throw StatementMismatch.
  template <Described Row, class... Args>
  Task<std::optional<Row>> row(const Statement& statement, const Args&... args) {
    return at_most_one<Row>(execute(statement, parameters(statement, args...)));
  }

  // Runs a statement composed at run time (a list with its filters); `parameters` holds the tenant
  // first. The texts of `statement` must live as long as the program.
  Task<Result> run_composed(const Statement& statement, Parameters parameters) {
    return execute(statement, std::move(parameters));
  }

  // Ends the transaction. Throws what a later() statement or a deferred constraint raised; then
  // nothing has happened. ConnectionLost: it is not known whether it happened. A unit of work that
  // sent nothing commits without a round trip.
  Task<void> commit();

  // Runs the last statement and COMMIT in one round trip, after the later() ones.
  template <class... Args>
  Task<Result> run_and_commit(const Statement& statement, const Args&... args) {
    return execute_and_commit(statement, parameters(statement, args...));
  }

  // Gives a unit of work of the auth role its tenant once known (signing in, creating a tenant).
  // Only once, and only when constructed with kNoTenant.
  void set_tenant(std::int32_t tenant);

  std::int32_t tenant() const noexcept;
  Mode mode() const noexcept;
  // Whether a transaction is open on a session: for the rule that no lane is awaited inside one.
  bool open() const noexcept;
  // Round trips so far.
  int trips() const noexcept;

 private:
  struct State;

  template <class... Args>
  Parameters parameters(const Statement& statement, const Args&... args) const {
    return Parameters::of(tenant_for(statement), args...);
  }
  template <Described Row>
  static Task<std::vector<Row>> collect(Task<Result> task) {
    const Result result = co_await std::move(task);
    co_return read_rows<Row>(result);
  }
  template <Described Row>
  static Task<std::optional<Row>> at_most_one(Task<Result> task) {
    const Result result = co_await std::move(task);
    require_at_most_one(result);
    auto rows = read_rows<Row>(result);
    if (rows.empty()) co_return std::nullopt;
    co_return std::move(rows.front());
  }

  // 0 for platform statements; throws StatementMismatch when the scope does not fit.
  std::int32_t tenant_for(const Statement& statement) const;
  static void require_at_most_one(const Result& result);
  void add_first(const Statement& statement, Parameters parameters);
  void add_later(const Statement& statement, Parameters parameters);
  Task<Result> execute(Statement statement, Parameters parameters);
  Task<Result> execute_and_commit(Statement statement, Parameters parameters);

  std::unique_ptr<State> state_;
};

}  // namespace sangam::store
