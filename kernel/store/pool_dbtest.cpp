#include "kernel/store/pool.h"

#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>

#include "kernel/store/database_error.h"
#include "kernel/store/testing/database.h"
#include "kernel/store/testing/sample_schema.h"

namespace sangam::store {
namespace {

using namespace std::chrono_literals;
using testing::Database;
using testing::kAddItem;
using testing::kListItems;
using testing::kShop;
using testing::run_until_done;
using testing::soon;

constexpr Statement kSleep{"probe.sleep", "select $1::int4, pg_catalog.pg_sleep($2::float8)"};
constexpr Statement kProcess{"probe.process", "select $1::int4, pg_catalog.pg_backend_pid()"};

PoolSettings settings_for(const Database& database, std::size_t size, std::size_t waiters) {
  return {.endpoint = database.endpoint(), .role = Role::app, .size = size, .max_waiters = waiters};
}

Task<void> hold(Pool& pool, std::int32_t tenant, double seconds, std::vector<int>& order) {
  UnitOfWork work(pool, tenant, soon(), Mode::read_write);
  co_await work.run(kSleep, seconds);
  order.push_back(tenant);
}

Task<Code> code_of(Task<void> task) {
  try {
    co_await std::move(task);
  } catch (const Error& error) {
    co_return error.code;
  }
  co_return Code::internal;  // nothing was thrown
}

Task<void> query(Pool& pool, runtime::Deadline deadline) {
  UnitOfWork work(pool, 1, deadline, Mode::read_only);
  co_await work.run(kListItems);
}

Task<void> slow_query(Pool& pool, runtime::Deadline deadline) {
  UnitOfWork work(pool, 1, deadline, Mode::read_write);
  co_await work.run(kSleep, 20.0);
}

TEST(Pool, RefusesWhenTheQueueIsFullAndWhenTimeRunsOut) {
  Database database({kShop});
  Pool pool(database.loop(), settings_for(database, 1, 1));
  const auto body = [](Database& database, Pool& pool) -> Task<void> {
    std::vector<int> order;
    start_detached(hold(pool, 1, 0.6, order));
    co_await runtime::sleep(database.loop(), 50ms);
    start_detached(hold(pool, 1, 0, order));  // waits
    EXPECT_EQ(co_await code_of(query(pool, soon())), Code::unavailable);
    co_await runtime::sleep(database.loop(), 1s);
    EXPECT_EQ(order.size(), 2U);

    start_detached(hold(pool, 1, 0.6, order));
    co_await runtime::sleep(database.loop(), 50ms);
    EXPECT_EQ(co_await code_of(query(pool, runtime::Deadline::in(100ms))), Code::unavailable);
    EXPECT_EQ(pool.health().refused, 2U);
    co_await pool.close(soon());
    EXPECT_EQ(pool.health().open, 0U);
  };
  run_until_done(database.loop(), body(database, pool));
}

TEST(Pool, ATenantThatHoldsLessGoesFirst) {
  Database database({kShop});
  Pool pool(database.loop(), settings_for(database, 2, 16));
  const auto body = [](Database& database, Pool& pool) -> Task<void> {
    std::vector<int> order;
    for (int i = 0; i < 6; ++i)
      start_detached(hold(pool, 1, 0.2, order));
    start_detached(hold(pool, 2, 0.2, order));
    while (order.size() < 7)
      co_await runtime::sleep(database.loop(), 20ms);
    // Tenant 2 came last and was served among the first four.
    EXPECT_LT(std::ranges::find(order, 2) - order.begin(), 4);
    co_await pool.close(soon());
  };
  run_until_done(database.loop(), body(database, pool));
}

TEST(Pool, AKilledIdleSessionIsReplacedUnnoticed) {
  Database database({kShop});
  const auto body = [](Database& database) -> Task<void> {
    Pool& pool = database.pool(Role::app, 1);
    co_await query(pool, soon());
    database.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity"
        " where usename = 'sangam_app'");
    co_await query(pool, soon());
    EXPECT_EQ(pool.health().opened, 2U);
  };
  run_until_done(database.loop(), body(database));
}

Task<void> kill_soon(Database& database) {
  co_await runtime::sleep(database.loop(), 100ms);
  database.execute(
      "select pg_terminate_backend(pid) from pg_stat_activity"
      " where usename = 'sangam_app'");
}

TEST(Pool, ASessionKilledInTheMiddleFailsTheUnitOfWork) {
  Database database({kShop});
  const auto body = [](Database& database) -> Task<void> {
    UnitOfWork work = database.work(1);
    co_await work.run(kProcess);
    start_detached(kill_soon(database));
    try {
      co_await work.run(kSleep, 20.0);
      ADD_FAILURE() << "survived";
    } catch (const ConnectionLost& lost) {
      EXPECT_EQ(lost.code, Code::unavailable);
      EXPECT_TRUE(lost.retry_after_seconds);
    }
    EXPECT_FALSE(work.open());
    co_await query(database.pool(), soon());
  };
  run_until_done(database.loop(), body(database));
}

TEST(Pool, TheDeadlineIsTheServersTimeoutAndTheSessionSurvives) {
  Database database({kShop});
  const auto body = [](Database& database) -> Task<void> {
    Pool& pool = database.pool(Role::app, 1);
    EXPECT_EQ(co_await code_of(slow_query(pool, runtime::Deadline::in(200ms))),
              Code::deadline_exceeded);
    co_await query(pool, soon());
    EXPECT_EQ(pool.health().opened, 1U);
  };
  run_until_done(database.loop(), body(database));
}

TEST(Pool, AServerThatDoesNotAnswerIsGivenUp) {
  Database database({kShop});
  const auto body = [](Database& database) -> Task<void> {
    Pool& pool = database.pool(Role::app, 1);
    UnitOfWork work(pool, 1, runtime::Deadline::in(300ms), Mode::read_write);
    const Result process = co_await work.run(kProcess);
    const int backend = std::stoi(std::string(process.value(0, 1)));
    kill(backend, SIGSTOP);
    Code code = Code::internal;
    try {
      co_await work.run(kSleep, 0.0);
    } catch (const Error& error) {
      code = error.code;
    }
    EXPECT_EQ(code, Code::deadline_exceeded);
    kill(backend, SIGCONT);
    co_await query(pool, soon());
  };
  run_until_done(database.loop(), body(database));
}

TEST(Pool, SaysWhyItCannotOpen) {
  Database database;
  Pool pool(database.loop(), {.endpoint = {"host=/nonexistent dbname=none"}, .role = Role::app});
  const auto body = [](Pool& pool) -> Task<void> {
    EXPECT_EQ(co_await code_of(pool.check(runtime::Deadline::in(150ms))), Code::unavailable);
    EXPECT_NE(pool.health().last_failure.find("/nonexistent"), std::string::npos);
    co_await pool.close(soon());
  };
  run_until_done(database.loop(), body(pool));
}

TEST(Pool, PreparedStatementsAreCapped) {
  Database database({kShop});
  auto settings = settings_for(database, 1, 4);
  settings.statements = 8;
  Pool pool(database.loop(), settings);
  const auto body = [](Pool& pool) -> Task<void> {
    std::vector<std::string> texts;
    for (int i = 0; i < 40; ++i)
      texts.push_back("select $1::int4 as tenant, " + std::to_string(i) + " as number");
    for (int round = 0; round < 2; ++round) {
      for (const auto& text : texts) {
        UnitOfWork work(pool, 1, soon(), Mode::read_only);
        co_await work.run(Statement{"probe.many", text});
      }
    }
    UnitOfWork work(pool, 1, soon(), Mode::read_only);
    const Result count = co_await work.run(Statement{
        "probe.count", "select $1::int4, count(*)::int4 from pg_catalog.pg_prepared_statements"});
    EXPECT_LE(std::stoi(std::string(count.value(0, 1))), 9);
  };
  run_until_done(database.loop(), body(pool));
  run_until_done(database.loop(), pool.close(soon()));
}

TEST(Pool, AnErrorInThePipelineForgetsWhatWasNotPrepared) {
  Database database({kShop});
  static constexpr Statement kBroken{"probe.broken", "select $1::int4 / 0"};
  static constexpr Statement kBehind{"probe.behind", "select $1::int4 as behind"};
  const auto body = [](Database& database) -> Task<void> {
    Pool& pool = database.pool(Role::app, 1);
    for (int round = 0; round < 3; ++round) {
      UnitOfWork work(pool, 1, soon(), Mode::read_write);
      work.first(kBroken);
      EXPECT_THROW(co_await work.run(kBehind), DatabaseError);
      UnitOfWork good(pool, 1, soon(), Mode::read_only);
      EXPECT_EQ((co_await good.run(kBehind)).value(0, 0), "1");
    }
    EXPECT_EQ(pool.health().opened, 1U);
  };
  run_until_done(database.loop(), body(database));
}

}  // namespace
}  // namespace sangam::store
