// Probes from outside: what a tenant must not be able to do even if a statement is wrong.

#include <gtest/gtest.h>

#include "kernel/store/batch_connection.h"
#include "kernel/store/database_error.h"
#include "kernel/store/sqlstate.h"
#include "kernel/store/testing/database.h"
#include "kernel/store/testing/sample_schema.h"

namespace sangam::store {
namespace {

using testing::Database;
using testing::kShop;
using testing::run_until_done;
using testing::soon;

constexpr std::string_view kArrange =
    "insert into shop.shelves values (1, 10), (2, 20);"
    "insert into shop.items values (1, 1, 'one', null, null, 10), (2, 2, 'two', null, null, 20)";

struct Name {
  std::string name;
};
SANGAM_DESCRIBE(Name, (name, "Name"))

// Statements that forget their tenant: row-level security alone must hold.
constexpr Statement kEveryName{"probe.names",
                               "select name from shop.items where $1::int4 is not null"};
constexpr Statement kRenameAll{"probe.rename",
                               "update shop.items set name = 'stolen' where $1::int4 is not null"};
constexpr Statement kDeleteAll{"probe.delete", "delete from shop.items where $1::int4 is not null"};
constexpr Statement kMove{"probe.move",
                          "update shop.items set tenant_id = $2 where tenant_id = $1"};
constexpr Statement kInsertFor{
    "probe.insert", "insert into shop.items (tenant_id, id, name) values ($2, 9, $3 || $1::text)"};
constexpr Statement kShelve{"probe.shelve",
                            "update shop.items set shelf = $2 where tenant_id = $1"};
constexpr Statement kTruncate{"probe.truncate", "truncate shop.items", Scope::platform};

Task<std::vector<std::string>> names(Database& database, std::int32_t tenant, Role role) {
  UnitOfWork work = database.work(tenant, Mode::read_only, role);
  std::vector<std::string> all;
  for (auto& row : co_await work.rows<Name>(kEveryName))
    all.push_back(std::move(row.name));
  co_return all;
}

Task<std::string> outcome(Task<Result> task) {
  try {
    const Result result = co_await std::move(task);
    co_return std::to_string(result.affected());
  } catch (const DatabaseError& error) {
    co_return error.sqlstate;
  }
}

TEST(Isolation, ATenantSeesItsRowsOnlyThoughTheStatementForgetsIt) {
  Database database({kShop});
  database.execute(std::string(kArrange));
  const auto body = [](Database& database) -> Task<void> {
    // One session, so one prepared statement: the tenant changes from use to use.
    database.pool(Role::app, 1);
    for (int round = 0; round < 8; ++round) {
      EXPECT_EQ(co_await names(database, 1, Role::app), std::vector<std::string>{"one"});
      EXPECT_EQ(co_await names(database, 2, Role::app), std::vector<std::string>{"two"});
      EXPECT_TRUE((co_await names(database, 3, Role::app)).empty());
    }
    EXPECT_EQ(database.pool().health().opened, 1U);
    EXPECT_EQ((co_await names(database, 1, Role::relay)).size(), 2U);
  };
  run_until_done(database.loop(), body(database));
}

TEST(Isolation, ATenantChangesItsRowsOnly) {
  Database database({kShop});
  database.execute(std::string(kArrange));
  const auto body = [](Database& database) -> Task<void> {
    {
      UnitOfWork renaming = database.work(2);
      EXPECT_EQ(co_await outcome(renaming.run(kRenameAll)), "1");
    }
    {
      UnitOfWork deleting = database.work(2);
      EXPECT_EQ(co_await outcome(deleting.run(kDeleteAll)), "1");
    }
    UnitOfWork moving = database.work(2);
    EXPECT_EQ(co_await outcome(moving.run(kMove, 1)), sqlstate::kInsufficientPrivilege);
    UnitOfWork inserting = database.work(2);
    EXPECT_EQ(co_await outcome(inserting.run(kInsertFor, 1, "x")),
              sqlstate::kInsufficientPrivilege);
  };
  run_until_done(database.loop(), body(database));
  EXPECT_EQ(database.value("select string_agg(name, ',' order by name) from shop.items"),
            "one,two");
}

TEST(Isolation, AForeignKeyDoesNotReachAnotherTenant) {
  Database database({kShop});
  database.execute(std::string(kArrange));
  const auto body = [](Database& database) -> Task<void> {
    // An existing row of another tenant and none at all must look the same.
    for (const int shelf : {10, 99}) {
      UnitOfWork work = database.work(2);
      EXPECT_EQ(co_await outcome(work.run(kShelve, shelf)), sqlstate::kForeignKeyViolation);
    }
  };
  run_until_done(database.loop(), body(database));
}

TEST(Isolation, NobodyTruncates) {
  Database database({kShop});
  for (const Role role : {Role::app, Role::auth, Role::lane, Role::relay}) {
    BatchConnection connection(database.endpoint().as(role), soon());
    try {
      connection.run(soon(), kTruncate);
      ADD_FAILURE() << role_name(role);
    } catch (const DatabaseError& error) {
      EXPECT_EQ(error.sqlstate, sqlstate::kInsufficientPrivilege);
    }
  }
}

TEST(Isolation, WithoutATenantNothingIsSeen) {
  Database database({kShop});
  database.execute(std::string(kArrange));
  BatchConnection connection(database.endpoint().as(Role::app), soon());
  // Never set in this session, and set once but gone with its transaction.
  for (int round = 0; round < 2; ++round) {
    EXPECT_THROW(connection.run(soon(), kEveryName, 1), DatabaseError);
    connection.script("begin; select set_config('sangam.tenant', '1', true); commit", soon());
  }
}

TEST(Isolation, AUnitOfWorkWithoutTenantRunsNoTenantStatement) {
  Database database({kShop});
  const auto body = [](Database& database) -> Task<void> {
    UnitOfWork work = database.work(kNoTenant, Mode::read_write, Role::auth);
    EXPECT_THROW(work.later(kRenameAll), StatementMismatch);
    UnitOfWork app = database.work(1);
    EXPECT_THROW(app.later(kTruncate), StatementMismatch);
    co_return;
  };
  run_until_done(database.loop(), body(database));
}

TEST(Isolation, TheAuthRoleGetsItsTenantOnTheWay) {
  Database database({kShop});
  static constexpr Statement kWho{
      "probe.who", "select coalesce(pg_catalog.current_setting('sangam.tenant', true), '') as name",
      Scope::platform};
  const auto body = [](Database& database) -> Task<void> {
    UnitOfWork work = database.work(kNoTenant, Mode::read_write, Role::auth);
    EXPECT_EQ((co_await work.row<Name>(kWho))->name, "");
    work.set_tenant(7);
    EXPECT_EQ((co_await work.row<Name>(kWho))->name, "7");
    co_await work.commit();
  };
  run_until_done(database.loop(), body(database));
}

}  // namespace
}  // namespace sangam::store
