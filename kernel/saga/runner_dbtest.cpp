#include "kernel/saga/runner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "kernel/clock/clock.h"
#include "kernel/saga/schema.h"
#include "kernel/saga/statements.h"
#include "kernel/saga/testing/workshop.h"
#include "kernel/store/catalogue_lint.h"
#include "kernel/store/explain_check.h"
#include "kernel/telemetry/tracer.h"

namespace sangam::saga {
namespace {

using namespace std::chrono_literals;
using store::testing::Database;
using testing::begin;
using ::testing::ElementsAre;
using testing::Habits;
using ::testing::HasSubstr;
using testing::Job;
using testing::move_by_hand;
using testing::send_word;
using testing::Shop;

constexpr std::int32_t kTenant = 7;

// A database, a registry with the workshop, and one instance.
struct Bench {
  explicit Bench(std::int32_t tries = 3) : database({schema(), testing::kWorkshop}) {
    registry.add(testing::workshop(habits, tries));
  }
  void start(const Job& job) { begin(database, registry, kTenant, id, job); }
  std::string status() { return database.value("select status from kernel.sagas"); }
  auto is(std::string status) {
    return [this, status] { return this->status() == status; };
  }
  // "+saw +drill -saw": what was committed, in order.
  std::string effects() {
    return database.value(
        "select string_agg(case when undo then '-' else '+' end || step, ' ' order by number)"
        " from workshop.effects");
  }
  std::string log() {
    return database.value(
        "select string_agg(kind || case when step = '' then '' else ':' || step end, ' '"
        " order by n) from kernel.saga_log");
  }
  Status hand(EntryKind kind) {
    return move_by_hand(database, registry, kTenant, id,
                        {.kind = kind, .actor = "usr", .now = clock::system_now()});
  }

  Habits habits;
  Registry registry;
  Database database;
  Uuid id = clock::new_uuid(clock::system_now());
};

TEST(SagaRunner, TakesEveryStepOnce) {
  Bench b;
  b.start({});
  Shop shop(b.database, b.registry);
  shop.run_until(b.is("done"));
  EXPECT_EQ(b.effects(), "+saw +drill +paint");
  EXPECT_EQ(b.log(), "started done:saw done:drill done:paint");
  EXPECT_EQ(b.database.value("select state from kernel.sagas"), R"({"steps":3,"word":""})");
  EXPECT_EQ(b.database.value("select marks from kernel.sagas"), "ddsd");
  EXPECT_EQ(b.database.value("select wake_at is null from kernel.sagas"), "t");
}

TEST(SagaRunner, GoesOnInTheTraceThatBeganIt) {
  telemetry::tracer().configure({.ratio = 1});
  Bench b;
  telemetry::Trace trace;
  trace.begin({});
  b.habits.before = [](const std::string& what, int tries) {
    if (what == "drill" && tries < 2) throw std::runtime_error("the drill is hot");
  };
  b.start({});
  b.database.execute("update kernel.sagas set trace = '\\x" +
                     telemetry::to_hex(trace.context(trace.root())) + "'");
  Shop shop(b.database, b.registry);
  shop.run_until(b.is("done"));
  shop.stop();
  std::vector<std::string> told;
  for (const auto& work : telemetry::tracer().recent().get(trace.id())) {
    EXPECT_EQ(work->parent, trace.root());
    told.push_back(work->operation + (work->kept_as == telemetry::TraceClass::failed ? " -" : ""));
  }
  EXPECT_THAT(told, ElementsAre("test.workshop/saw", "test.workshop/drill -", "test.workshop/drill",
                                "test.workshop/paint"));
}

TEST(SagaRunner, ForgetsWhatEndedLongAgo) {
  Bench b;
  b.start({});
  const auto other = clock::new_uuid(clock::system_now());
  begin(b.database, b.registry, kTenant, other, Job{.wait = true});
  {
    Shop shop(b.database, b.registry);
    shop.run_until([&] { return shop.runner().counters().done == 1; });
  }
  Shop shop(b.database, b.registry, {.keep = 0s});
  shop.run_until([&] { return shop.runner().counters().pruned == 1; });
  EXPECT_EQ(b.database.value("select id from kernel.sagas"), to_hex(other)) << "it has not ended";
  EXPECT_EQ(b.database.value("select count(distinct saga_id) from kernel.saga_log"), "1");
}

TEST(SagaRunner, TriesAgainAfterAFailure) {
  Bench b;
  b.habits.before = [](const std::string& what, int tries) {
    if (what == "drill" && tries < 3) throw std::runtime_error("the drill is hot");
  };
  b.start({});
  Shop shop(b.database, b.registry);
  shop.run_until(b.is("done"));
  EXPECT_EQ(b.effects(), "+saw +drill +paint");
  EXPECT_EQ(b.log(), "started done:saw failed:drill failed:drill done:drill done:paint");
  EXPECT_EQ(b.database.value("select detail from kernel.saga_log where n = 2"), "the drill is hot");
}

TEST(SagaRunner, UndoesInReverseOrderWhenTriesAreExhausted) {
  Bench b;
  b.habits.before = [](const std::string& what, int) {
    if (what == "paint") throw std::runtime_error("no paint");
  };
  b.start({});
  Shop shop(b.database, b.registry);
  shop.run_until(b.is("compensated"));
  EXPECT_EQ(b.effects(), "+saw +drill -drill -saw");
  EXPECT_EQ(b.habits.tries["paint"], 3);
  EXPECT_EQ(b.database.value("select failure from kernel.sagas"), "no paint");
}

TEST(SagaRunner, UndoesAtOnceWhenRefused) {
  Bench b;
  b.start({.refuse = "drill"});
  Shop shop(b.database, b.registry);
  shop.run_until(b.is("compensated"));
  EXPECT_EQ(b.effects(), "+saw -saw");
  EXPECT_EQ(b.log(), "started done:saw refused:drill undone:saw");
}

TEST(SagaRunner, ParksAFailedCompensationForAPerson) {
  Bench b(2);
  bool stuck = true;
  b.habits.before = [&](const std::string& what, int) {
    if (what == "undo drill" && stuck) throw std::runtime_error("glued");
  };
  b.start({.refuse = "paint"});
  Shop shop(b.database, b.registry);
  shop.run_until(b.is("parked"));
  EXPECT_EQ(b.effects(), "+saw +drill");
  stuck = false;
  EXPECT_EQ(b.hand(EntryKind::retried), Status::compensating);
  shop.run_until(b.is("compensated"));
  EXPECT_EQ(b.effects(), "+saw +drill -drill -saw");
  EXPECT_THROW(b.hand(EntryKind::retried), Error);
}

TEST(SagaRunner, WaitsForASignal) {
  Bench b;
  b.start({.refuse = "", .wait = true});
  Shop shop(b.database, b.registry);
  shop.run_until(b.is("waiting"));
  shop.run_for(30ms);
  EXPECT_EQ(b.effects(), "+saw +drill");
  send_word(b.database, kTenant, b.id, "go");
  shop.run_until(b.is("done"));
  EXPECT_EQ(b.database.value("select state from kernel.sagas"), R"({"steps":3,"word":"go"})");
  EXPECT_EQ(b.database.value("select count(*) from kernel.saga_signals"), "0");
}

TEST(SagaRunner, KeepsASignalThatComesBeforeItIsAwaited) {
  Bench b;
  b.start({.refuse = "", .wait = true});
  send_word(b.database, kTenant, b.id, "early");
  Shop shop(b.database, b.registry);
  shop.run_until(b.is("done"));
  EXPECT_THAT(b.log(), HasSubstr("done:drill received:word done:paint"));
}

TEST(SagaRunner, TurnsBackWhenASignalSaysNo) {
  Bench b;
  b.start({.refuse = "", .wait = true});
  send_word(b.database, kTenant, b.id, "no");
  Shop shop(b.database, b.registry);
  shop.run_until(b.is("compensated"));
  EXPECT_EQ(b.effects(), "+saw +drill -drill -saw");
}

TEST(SagaRunner, FollowsTheClockOfASandbox) {
  Bench b;
  b.start({.refuse = "", .wait = true});
  Shop shop(b.database, b.registry);
  shop.run_until(b.is("waiting"));
  shop.clocks().set(kTenant, 2 * 3600 * kNanosecondsPerSecond);
  shop.runner().rearm(kTenant);
  shop.run_until(b.is("compensated"));
  EXPECT_THAT(b.log(), HasSubstr("timed_out:word undone:drill undone:saw"));
}

TEST(SagaRunner, MovesByHandWhilePaused) {
  Bench b;
  b.start({.refuse = "", .wait = true});
  Shop shop(b.database, b.registry);
  shop.run_until(b.is("waiting"));
  b.hand(EntryKind::paused);
  send_word(b.database, kTenant, b.id, "go");
  shop.run_for(50ms);
  EXPECT_EQ(b.status(), "waiting");
  b.hand(EntryKind::resumed);
  shop.run_until(b.is("done"));
}

// The lease goes to another while a runner is inside the step: its effect must not stay.
TEST(SagaRunner, AFencedStepLeavesNoEffect) {
  Bench b;
  b.start({});
  b.habits.before = [&](const std::string& what, int tries) {
    if (what == "drill" && tries == 1)
      // Another has taken it, and is gone: nobody need wait for the end of a lease.
      b.database.execute("update kernel.sagas set epoch = epoch + 1, wake_at = 0");
  };
  Shop shop(b.database, b.registry, {.lease = 100ms});
  shop.run_until(b.is("done"));
  EXPECT_EQ(shop.runner().counters().fenced, 1U);
  EXPECT_EQ(b.effects(), "+saw +drill +paint");
}

TEST(SagaRunner, TwoRunnersShareTheWorkAndDoNothingTwice) {
  Bench b;
  constexpr int kSagas = 200;
  for (int i = 0; i < kSagas; ++i)
    begin(b.database, b.registry, 1 + i % 3, clock::new_uuid(clock::system_now()),
          {.refuse = i % 4 == 0 ? "paint" : ""});
  Shop one(b.database, b.registry, {.batch = 8, .lease = 50ms});
  Shop two(b.database, b.registry, {.batch = 8, .lease = 50ms});
  one.run_until([&] {
    return b.database.value(
               "select count(*) from kernel.sagas"
               " where status not in ('done', 'compensated')") == "0";
  });
  EXPECT_EQ(b.database.value("select count(*) from (select from workshop.effects"
                             " group by tenant_id, saga, step, undo having count(*) > 1) x"),
            "0");
  EXPECT_EQ(b.database.value("select count(*) from workshop.effects where not undo"),
            std::to_string(kSagas * 2 + kSagas * 3 / 4));
  EXPECT_EQ(b.database.value("select count(*) from workshop.effects where undo"),
            std::to_string(kSagas / 4 * 2));
  EXPECT_GT(one.runner().counters().claimed, 0U);
  EXPECT_GT(two.runner().counters().claimed, 0U);
}

// Everything sent for them is counted, settings of transactions and looks for work included.
TEST(SagaRunner, TakesTwelveStatementsForThreeSteps) {
  Bench b;
  constexpr std::uint64_t kSagas = 64;
  const auto sent = [&] {
    return b.database.pool(store::Role::app).health().statements +
           b.database.pool(store::Role::relay).health().statements;
  };
  for (std::uint64_t i = 0; i < kSagas; ++i)
    begin(b.database, b.registry, kTenant, clock::new_uuid(clock::system_now()), {});
  Shop shop(b.database, b.registry);
  shop.run_until([&] { return shop.runner().counters().done == kSagas; });
  EXPECT_LE(sent(), 12 * kSagas);
  EXPECT_GE(sent(), 11 * kSagas);
}

TEST(SagaRunner, LeavesWhatItDoesNotKnow) {
  Bench b;
  b.start({});
  Registry other;
  Habits habits;
  auto definition = testing::workshop(habits, 9);
  other.add(std::move(definition));
  Shop shop(b.database, other);
  shop.run_for(50ms);
  EXPECT_EQ(b.log(), "started");
}

TEST(SagaRunner, SurvivesLostSessions) {
  Bench b;
  for (int i = 0; i < 50; ++i)
    begin(b.database, b.registry, kTenant, clock::new_uuid(clock::system_now()), {});
  b.habits.before = [&](const std::string& what, int) {
    if (what == "drill" && b.habits.tries[what] % 10 == 0)
      b.database.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity"
          " where usename in ('sangam_app', 'sangam_relay')");
  };
  Shop shop(b.database, b.registry, {.lease = 200ms});
  shop.run_until([&] {
    return b.database.value("select count(*) from kernel.sagas where status <> 'done'") == "0";
  });
  EXPECT_EQ(b.database.value("select count(*) from workshop.effects"), "150");
}

TEST(SagaSchema, KeepsTenantsApartAndUsesIndexes) {
  Bench b;
  EXPECT_EQ(store::describe(store::lint_catalogue(b.database.endpoint(), store::testing::soon())),
            "");
  for (const auto& problem :
       store::check_plans(b.database.endpoint(), kSagaStatements, {}, store::testing::soon()))
    ADD_FAILURE() << problem.statement << ": " << problem.problem << "\n" << problem.plan;
}

}  // namespace
}  // namespace sangam::saga
