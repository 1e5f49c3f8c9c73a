// Exports and deletions, step by step, at times of the test's choosing.

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "kernel/store/explain_check.h"
#include "kernel/store/testing/database.h"
#include "suites/platform/tenants/statements.h"
#include "suites/platform/tenants/testing/schemas.h"
#include "suites/platform/tenants/work_session.h"
#include "suites/platform/tenants/work_statements.h"

namespace sangam::suites::platform::tenants {
namespace {

using store::testing::Database;
using store::testing::soon;

constexpr std::int64_t kDay = 86'400 * kNanosecondsPerSecond;
constexpr Timestamp kBegin{1'800'000'000 * kNanosecondsPerSecond};

Timestamp after_days(std::int64_t days) { return {kBegin.nanoseconds + days * kDay}; }
std::string text(Timestamp time) { return std::to_string(time.nanoseconds); }

class CustodianTest : public ::testing::Test {
 protected:
  CustodianTest() {
    database_.execute(
        "insert into platform.tenants (id, slug, name, sandbox, created_at) values"
        " ('018f0000-0000-7000-8000-00000000000a', 'leaving', 'Leaving Ltd', false, 0),"
        " ('018f0000-0000-7000-8000-00000000000b', 'staying', 'Staying Ltd', false, 0);"
        "insert into platform.accounts (id, realm, email, password_hash, created_at) values"
        " ('018f0000-0000-7000-8000-000000000001', 2, 'ann@example.com', 'secret hash', 0),"
        " ('018f0000-0000-7000-8000-000000000002', 3, 'bob@example.com', 'secret hash', 0);"
        "insert into platform.users (tenant_id, id, email, name, role, account_id, created_at)"
        " values (2, '018f0000-0000-7000-8000-000000000001', 'ann@example.com', 'Ann', 'owner',"
        "  '018f0000-0000-7000-8000-000000000001', 0),"
        " (3, '018f0000-0000-7000-8000-000000000002', 'bob@example.com', 'Bob', 'owner',"
        "  '018f0000-0000-7000-8000-000000000002', 0)");
  }

  WorkSession session() {
    return {database_.endpoint(), [this] { return interrupted_; }};
  }
  // Everything that is due.
  // A session that was closed leads until PostgreSQL has seen it.
  void wait_for_others_to_end() {
    constexpr auto kLocks =
        "select count(*) from pg_locks where locktype = 'advisory' and database ="
        " (select oid from pg_database where datname = current_database())";
    while (database_.value(kLocks) != "0")
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  void work_at(Timestamp now) {
    wait_for_others_to_end();
    auto work = session();
    while (work.step(now)) {
    }
  }
  void request_export() {
    database_.execute(
        "insert into tenants.exports (tenant_id, id, status, requested_by, requested_at) values"
        " (2, '018f0000-0000-7000-8000-0000000000e1', 'waiting', 'usr_x', 0)");
  }
  void close(Timestamp delete_after) {
    database_.execute(
        "update platform.tenants set status = 'closed', closed_at = 1, delete_after = " +
        text(delete_after) + " where number = 2");
  }
  std::string status() {
    return database_.value("select status from platform.tenants where number = 2");
  }
  std::string export_status() { return database_.value("select status from tenants.exports"); }

  Database database_{testing::schemas()};
  bool interrupted_ = false;
};

TEST_F(CustodianTest, MakesAnExportAndForgetsItAfterAWeek) {
  request_export();
  work_at(kBegin);
  EXPECT_EQ(export_status(), "ready");
  EXPECT_EQ(database_.value("select tables_done = tables_total and rows >= 3 and bytes > 0"
                            " from tenants.exports"),
            "t");
  EXPECT_EQ(database_.value("select sum(length(bytes)) = (select bytes from tenants.exports)"
                            " from tenants.export_pieces"),
            "t");
  work_at(after_days(6));
  EXPECT_EQ(export_status(), "ready");
  work_at(after_days(8));
  EXPECT_EQ(export_status(), "expired");
  EXPECT_EQ(database_.value("select count(*) from tenants.export_pieces"), "0");
}

TEST_F(CustodianTest, GoesOnWithAnExportHoweverOftenItIsStopped) {
  request_export();
  interrupted_ = true;
  for (int tries = 0; tries <= kExportTries; ++tries) {
    wait_for_others_to_end();
    auto work = session();
    EXPECT_THROW(work.step(kBegin), WorkSession::Interrupted);
    EXPECT_EQ(export_status(), "running");
  }
  interrupted_ = false;
  work_at(kBegin);
  EXPECT_EQ(export_status(), "ready");
}

TEST_F(CustodianTest, GivesUpAnExportThatEndedTheProcessEachTime) {
  request_export();
  database_.execute("update tenants.exports set status = 'running', tries = " +
                    std::to_string(kExportTries));
  work_at(kBegin);
  EXPECT_EQ(export_status(), "failed");
}

TEST_F(CustodianTest, OneProcessWorks) {
  auto first = session();
  EXPECT_FALSE(first.step(kBegin));
  request_export();
  auto second = session();
  EXPECT_FALSE(second.step(kBegin));
  EXPECT_EQ(export_status(), "waiting");
  EXPECT_TRUE(first.step(kBegin));
}

TEST_F(CustodianTest, DeletesAfterTheGraceAndNotBefore) {
  close(after_days(30));
  work_at(after_days(30));
  EXPECT_EQ(status(), "closed");
  work_at(after_days(31));
  EXPECT_EQ(status(), "deleted");
  EXPECT_EQ(database_.value("select slug || '/' || name from platform.tenants where number = 2"),
            "leaving/");
  EXPECT_EQ(database_.value("select string_agg(email, ' ') from platform.users"),
            "bob@example.com");
  EXPECT_EQ(database_.value("select string_agg(email, ' ') from platform.accounts"),
            "bob@example.com");
  EXPECT_EQ(database_.value("select count(*) from platform.revocations where tenant_id = 2"), "1");
  EXPECT_EQ(
      database_.value("select actor || ' ' || operation || ' ' || target from kernel.audit"
                      " where tenant_id = 1"),
      "custodian platform.tenants.delete " + [] {
        Uuid id;
        EXPECT_FALSE(detail::parse_sql_uuid("018f0000-0000-7000-8000-00000000000a", id));
        return TenantId{id}.str();
      }());
  EXPECT_EQ(database_.value("select rows from tenants.deletions"), "2");
}

TEST_F(CustodianTest, NeverDeletesWhatIsSuspended) {
  close(after_days(30));
  database_.execute(
      "update platform.tenants set status = 'suspended', suspended_at = 2 where number = 2");
  work_at(after_days(400));
  EXPECT_EQ(status(), "suspended");
}

TEST_F(CustodianTest, GoesOnWithADeletionThatWasInterrupted) {
  close(after_days(1));
  interrupted_ = true;
  auto work = session();
  EXPECT_THROW(work.step(after_days(2)), WorkSession::Interrupted);
  EXPECT_EQ(status(), "deleting");
  interrupted_ = false;
  EXPECT_TRUE(work.step(after_days(2)));
  EXPECT_EQ(status(), "deleted");
}

TEST_F(CustodianTest, KeepsTheLastCheckpointOfTheAuditAndDeletesTheRest) {
  database_.execute(
      "insert into kernel.audit_checkpoints values (2, 5, 0, 'five'), (2, 9, 0, 'nine')");
  close(after_days(1));
  work_at(after_days(2));
  EXPECT_EQ(database_.value("select checkpoint from tenants.deletions"), "nine");
  EXPECT_EQ(database_.value("select count(*) from kernel.audit_checkpoints"), "0");
}

TEST_F(CustodianTest, FindsWhatWasWrittenLate) {
  close(after_days(1));
  work_at(after_days(2));
  const std::string late =
      "insert into platform.sign_in_failures values ('\\x01', 1, 1);"
      "insert into platform.policies values (2, 900, 900, 'optional', 8, 0)";
  database_.execute(late);
  work_at(after_days(2));
  EXPECT_EQ(database_.value("select count(*) from platform.policies"), "1");
  work_at(after_days(4));
  EXPECT_EQ(database_.value("select count(*) from platform.policies"), "0");
}

TEST(TenantStatements, UseIndexes) {
  Database database{testing::schemas()};
  const auto check = [&](std::span<const store::Statement* const> statements, store::Role role) {
    for (const auto& problem : store::check_plans(
             database.endpoint(), statements,
             {.small_tables = {"platform.tenants", "tenants.deletions"}, .role = role}, soon()))
      ADD_FAILURE() << problem.statement << ": " << problem.problem << "\n" << problem.plan;
  };
  check(kStatements, store::Role::auth);
  check(work::kStatements, store::Role::custodian);
}

}  // namespace
}  // namespace sangam::suites::platform::tenants
