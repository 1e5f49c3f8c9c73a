#include "kernel/audit/sealer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>

#include "kernel/audit/schema.h"
#include "kernel/audit/statements.h"
#include "kernel/audit/testing/entries.h"
#include "kernel/audit/verify_database.h"
#include "kernel/store/database_error.h"
#include "kernel/store/explain_check.h"
#include "kernel/store/sqlstate.h"

namespace sangam::audit {
namespace {

using namespace std::chrono_literals;
using store::testing::Database;
using store::testing::soon;
using testing::app_session;
using testing::write_entries;

constexpr Timestamp kNow{1'769'851'800'000'000'000};

const SigningKey& key() {
  static const SigningKey key(Hash{1});
  return key;
}

SealerSession leading_session(const Database& database, std::chrono::nanoseconds sign_every = 0s) {
  SealerSession session(database.endpoint().as(store::Role::relay), key(), sign_every);
  const auto deadline = soon();
  while (!session.lead() && !deadline.passed())
    std::this_thread::sleep_for(5ms);
  return session;
}

std::vector<VerifiedTenant> verify_all(const Database& database) {
  store::BatchConnection relay(database.endpoint().as(store::Role::relay), soon());
  const std::vector keys{key().public_key()};
  std::vector<VerifiedTenant> verified;
  for (const auto tenant : audited_tenants(relay, soon()))
    verified.push_back(verify_tenant(relay, tenant, keys, {}, soon()));
  return verified;
}

// Every entry has one seal, numbers have no gaps, everything is signed and nothing found.
void expect_whole(Database& database, std::int64_t entries) {
  std::int64_t sum = 0;
  for (const auto& tenant : verify_all(database)) {
    sum += tenant.entries;
    EXPECT_EQ(tenant.signed_size, tenant.entries) << "tenant " << tenant.tenant;
    for (const auto& finding : tenant.findings)
      ADD_FAILURE() << tenant.tenant << ": " << name(finding.kind) << " " << finding.number << " "
                    << finding.detail;
  }
  EXPECT_EQ(sum, entries);
  EXPECT_EQ(database.value("select count(*) from kernel.audit"), std::to_string(entries));
  EXPECT_EQ(database.value("select count(distinct (tenant_id, id)) from kernel.audit_seals"),
            std::to_string(entries));
}

TEST(Sealer, LinksEveryTenantsEntries) {
  Database database({schema()});
  auto app = app_session(database);
  for (int round = 0; round < 3; ++round)
    for (const int tenant : {1, 2, 3})
      write_entries(app, tenant, 300);
  auto sealer = leading_session(database);
  EXPECT_EQ(sealer.seal(kNow).entries, 2700);
  EXPECT_EQ(sealer.seal(kNow).entries, 0);
  expect_whole(database, 2700);
  EXPECT_EQ(database.value("select string_agg(length::text, ' ') from kernel.audit_chains"),
            "900 900 900");
  // 900 entries complete three subtrees of 256, no larger one.
  EXPECT_EQ(database.value("select count(*) from kernel.audit_nodes"), "9");
  EXPECT_EQ(database.value("select count(*) from kernel.audit_checkpoints"), "3");
}

TEST(Sealer, GoesOnWhereItWasBatchByBatch) {
  Database database({schema()});
  auto app = app_session(database);
  write_entries(app, 1, kSealBatch + 10);
  {
    auto sealer = leading_session(database, 1h);
    EXPECT_EQ(sealer.seal(kNow).entries, kSealBatch);
  }
  auto sealer = leading_session(database, 1h);
  EXPECT_EQ(sealer.seal(kNow).entries, 10);
  // The session before left entries unsigned; they are due at once.
  EXPECT_EQ(database.value("select max(size) from kernel.audit_checkpoints"),
            std::to_string(kSealBatch + 10));
  expect_whole(database, kSealBatch + 10);
}

TEST(Sealer, HoldsBackWhatALateCommitMayPrecede) {
  Database database({schema()});
  auto late = app_session(database);
  auto early = app_session(database);
  late.script("begin; select set_config('sangam.tenant', '1', true), pg_current_xact_id()", soon());
  write_entries(early, 1, 5, "early");
  auto sealer = leading_session(database);
  EXPECT_EQ(sealer.seal(kNow).entries, 0);
  late.script(
      "insert into kernel.audit (tenant_id, id, at, actor, actor_kind, operation, request_id,"
      " outcome) values (1, gen_random_uuid(), 1, 'late', 'user', 'o', 'r', 'done'); commit",
      soon());
  EXPECT_EQ(sealer.seal(kNow).entries, 6);
  EXPECT_EQ(database.value("select a.actor from kernel.audit_seals s join kernel.audit a"
                           " using (tenant_id, id) where s.number = 1"),
            "late");
  expect_whole(database, 6);
}

TEST(Sealer, SignsWhenAskedOrDue) {
  Database database({schema()});
  auto app = app_session(database);
  auto sealer = leading_session(database, 60s);
  write_entries(app, 1, 5);
  write_entries(app, 2, 5);
  EXPECT_EQ(sealer.seal(kNow).checkpoints, 0);
  app.script(
      "begin; select set_config('sangam.tenant', '1', true); insert into kernel.audit_requests"
      " (tenant_id, id) values (1, gen_random_uuid()), (1, gen_random_uuid()); commit",
      soon());
  EXPECT_EQ(sealer.seal(kNow).checkpoints, 1);
  EXPECT_EQ(database.value("select tenant_id || ' ' || size from kernel.audit_checkpoints"), "1 5");
  EXPECT_EQ(database.value("select count(*) from kernel.audit_requests"), "0");
  EXPECT_EQ(sealer.seal({kNow.nanoseconds + 59 * kNanosecondsPerSecond}).checkpoints, 0);
  EXPECT_EQ(sealer.seal({kNow.nanoseconds + 60 * kNanosecondsPerSecond}).checkpoints, 1);
  expect_whole(database, 10);
}

TEST(Sealer, IsOne) {
  Database database({schema()});
  auto first = std::make_optional(leading_session(database));
  SealerSession second(database.endpoint().as(store::Role::relay), key(), 0s);
  EXPECT_FALSE(second.lead());
  first.reset();
  const auto deadline = soon();
  while (!second.lead())
    ASSERT_FALSE(deadline.passed());
}

// The fence behind the lock: a sealer whose cursor is not where it left it seals nothing.
TEST(Sealer, StopsWhenAnotherHasSealed) {
  Database database({schema()});
  auto app = app_session(database);
  auto sealer = leading_session(database);
  write_entries(app, 1, 5);
  sealer.seal(kNow);
  database.execute("update kernel.audit_cursor set at = at + 1");
  write_entries(app, 1, 5);
  try {
    sealer.seal(kNow);
    FAIL() << "nothing was raised";
  } catch (const store::DatabaseError& error) {
    EXPECT_TRUE(error.is(store::sqlstate::kAuditFence));
  }
  EXPECT_EQ(database.value("select count(*) from kernel.audit_seals"), "5");
}

// A process that seals without end, killed without warning at a random moment, again and again.
TEST(Sealer, KilledAtAnyInstantRepeatsAndLosesNothing) {
  Database database({schema()});
  std::mt19937 random(20);
  std::atomic<bool> done{false};
  std::atomic<int> written{0};
  std::jthread writer([&] {
    auto app = app_session(database);
    for (int i = 0; !done; ++i) {
      write_entries(app, 1 + i % 3, 1 + i % 40);
      written += 1 + i % 40;
    }
  });
  for (int round = 0; round < 25; ++round) {
    const auto child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      try {
        auto sealer = leading_session(database, 1ms);
        for (std::int64_t i = 0;; ++i)
          sealer.seal({kNow.nanoseconds + i * 1'000'000});
      } catch (...) {
        _exit(1);
      }
    }
    std::this_thread::sleep_for(std::chrono::microseconds(10'000 + random() % 60'000));
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status)) << "the child ended by itself";
  }
  done = true;
  writer.join();
  auto sealer = leading_session(database);
  EXPECT_GT(std::stoi(database.value("select count(*) from kernel.audit_seals")), 0);
  while (sealer.seal(kNow).entries > 0) {
  }
  expect_whole(database, written);
}

TEST(Sealer, GoesOnAfterItsSessionIsLost) {
  Database database({schema()});
  auto app = app_session(database);
  Sealer sealer({.conninfo = database.endpoint().as(store::Role::relay), .key = key()});
  sealer.start();
  const auto deadline = soon();
  for (int i = 1; i <= 3; ++i) {
    write_entries(app, 1, 10);
    while (sealer.counters().entries < static_cast<std::uint64_t>(i) * 10) {
      ASSERT_FALSE(deadline.passed());
      std::this_thread::sleep_for(1ms);
    }
    database.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity"
        " where usename = 'sangam_relay' and datname = current_database()");
  }
  write_entries(app, 1, 10);
  while (sealer.counters().entries < 40) {
    ASSERT_FALSE(deadline.passed());
    std::this_thread::sleep_for(1ms);
  }
  sealer.stop();
  EXPECT_GE(sealer.counters().sessions, 3U);
  expect_whole(database, 40);
}

TEST(Sealer, WritesWhatTheProcessCounted) {
  Database database({schema()});
  int asked = 0;
  Sealer sealer({.conninfo = database.endpoint().as(store::Role::relay),
                 .key = key(),
                 .own_entries = [&](Timestamp now, bool last) -> std::vector<OwnEntry> {
                   ++asked;
                   if (!last) return {};
                   return {{7, {.id = {{5}}, .at = now, .actor = "ann", .outcome = "refused"}}};
                 }});
  sealer.start();
  const auto deadline = soon();
  while (!sealer.counters().sealing)
    ASSERT_FALSE(deadline.passed());
  sealer.stop();
  EXPECT_GE(asked, 2);
  EXPECT_EQ(database.value("select outcome from kernel.audit where tenant_id = 7"), "refused");
  expect_whole(database, 1);
}

TEST(AuditStatements, UseTheirIndexes) {
  Database database({schema()});
  for (const auto& problem : store::check_plans(database.endpoint(), kStatements, {}, soon()))
    ADD_FAILURE() << problem.statement << ": " << problem.problem << "\n" << problem.plan;
  store::BatchConnection session(database.endpoint().as(store::Role::relay), soon());
  session.script(std::string(kSealerPlanning), soon());
  const auto plan = session.script(
      "explain select a.id from kernel.audit a where a.xid >= '5'::xid8"
      " and a.xid < pg_snapshot_xmin(pg_current_snapshot())"
      " and (a.xid, a.at, a.id) > ('5'::xid8, 1, '00000000-0000-0000-0000-000000000000'::uuid)"
      " order by a.xid, a.at, a.id limit 10",
      soon());
  std::string text;
  for (int i = 0; i < plan.rows(); ++i)
    text.append(plan.value(i, 0)).append("\n");
  EXPECT_THAT(text, ::testing::HasSubstr("Index Scan using audit_to_seal"));
}

}  // namespace
}  // namespace sangam::audit
