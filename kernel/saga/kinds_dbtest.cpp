// Steps of the other kinds against a real database: calls outside, timers, deadlines, approvals,
// and several versions of one definition.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "base/error.h"
#include "kernel/clock/clock.h"
#include "kernel/saga/schema.h"
#include "kernel/saga/testing/workshop.h"

namespace sangam::saga {
namespace {

using namespace std::chrono_literals;
using store::testing::Database;
using ::testing::HasSubstr;
using testing::Job;
using testing::kEffect;
using testing::Shop;
using testing::Work;

constexpr std::int32_t kTenant = 7;

// Another system: it remembers the keys it was asked with.
struct Courier {
  std::multiset<Uuid> asked;
  std::multiset<Uuid> recalled;
  int failing = 0;  // so many calls fail after they had their effect

  Task<Outcome> send(StepCall& call) {
    (call.compensating() ? recalled : asked).insert(call.key());
    co_await runtime::sleep(call.loop(), 1ms);
    if (failing-- > 0) throw Error{Code::unavailable, "no answer"};
    call.later(kEffect, call.saga(), call.step().name, call.compensating());
    co_return Outcome::done();
  }
};

Step courier_step(Courier& courier) {
  const Act act = [&courier](StepCall& call) { return courier.send(call); };
  return {.name = "send",
          .text = "Asks a courier",
          .kind = StepKind::outside,
          .act = act,
          .compensate = act,
          .retry = {.tries = 3, .first_pause = 1ms, .longest_pause = 2ms},
          .timeout = 2s};
}

Definition with_steps(std::vector<Step> steps, std::chrono::milliseconds deadline = {}) {
  return {.name = "test.workshop",
          .summary = "For tests",
          .input = data_type<Job>(),
          .state = data_type<Work>(),
          .deadline = deadline,
          .steps = std::move(steps)};
}

struct Desk {
  explicit Desk(Definition definition) : database({schema(), testing::kWorkshop}) {
    registry.add(std::move(definition));
    testing::begin(database, registry, kTenant, id, {});
  }
  auto is(std::string status) {
    return [this, status] { return database.value("select status from kernel.sagas") == status; };
  }
  std::string log() {
    return database.value("select string_agg(kind, ' ' order by n) from kernel.saga_log");
  }
  Status decide(EntryKind kind, bool may) {
    return testing::move_by_hand(
        database, registry, kTenant, id,
        {.kind = kind, .actor = "usr", .now = clock::system_now(), .may = [may](std::string_view) {
           return may;
         }});
  }

  Registry registry;
  Database database;
  Uuid id = clock::new_uuid(clock::system_now());
};

TEST(OutsideStep, IsRepeatedUnderOneKey) {
  Courier courier{.asked = {}, .recalled = {}, .failing = 2};
  Desk desk(with_steps({courier_step(courier)}));
  Shop shop(desk.database, desk.registry);
  shop.run_until(desk.is("done"));
  EXPECT_EQ(desk.log(), "started begun failed failed done");
  EXPECT_EQ(courier.asked.size(), 3U);
  EXPECT_EQ(courier.asked.count(*courier.asked.begin()), 3U);
  EXPECT_EQ(desk.database.value("select count(*) from workshop.effects"), "1");
}

TEST(OutsideStep, IsUndoneWhenNobodyKnowsWhetherItHappened) {
  Courier courier{.asked = {}, .recalled = {}, .failing = 3};
  Desk desk(with_steps({courier_step(courier)}));
  Shop shop(desk.database, desk.registry);
  shop.run_until(desk.is("compensated"));
  EXPECT_EQ(desk.log(), "started begun failed failed failed undone");
  EXPECT_EQ(courier.recalled.size(), 1U);
  EXPECT_NE(*courier.recalled.begin(), *courier.asked.begin());
}

TEST(Timer, FiresByTheClockOfTheTenant) {
  Desk desk(
      with_steps({{.name = "rest", .text = "Rests", .kind = StepKind::timer, .timeout = 1h}}));
  Shop shop(desk.database, desk.registry);
  shop.run_for(60ms);
  EXPECT_EQ(desk.log(), "started");
  shop.clocks().set(kTenant, 3599 * kNanosecondsPerSecond);
  shop.runner().rearm(kTenant);
  shop.run_for(60ms);
  EXPECT_EQ(desk.log(), "started");
  shop.clocks().set(kTenant, 3601 * kNanosecondsPerSecond);
  shop.runner().rearm(kTenant);
  shop.run_until(desk.is("done"));
  EXPECT_EQ(desk.log(), "started fired");
}

TEST(Timer, FiresByItself) {
  Desk desk(
      with_steps({{.name = "rest", .text = "Rests", .kind = StepKind::timer, .timeout = 80ms}}));
  Shop shop(desk.database, desk.registry);
  shop.run_until(desk.is("done"));
}

TEST(Deadline, TurnsAWaitingInstanceBack) {
  Desk desk(with_steps({{.name = "approve",
                         .text = "Waits",
                         .kind = StepKind::approval,
                         .permission = "things:approve"}},
                       100ms));
  Shop shop(desk.database, desk.registry);
  shop.run_until(desk.is("compensated"));
  EXPECT_EQ(desk.log(), "started expired");
}

TEST(Approval, AsksForItsPermission) {
  Desk desk(with_steps({{.name = "approve",
                         .text = "Waits",
                         .kind = StepKind::approval,
                         .permission = "things:approve"}}));
  EXPECT_THROW(desk.decide(EntryKind::approved, false), Error);
  EXPECT_EQ(desk.decide(EntryKind::approved, true), Status::done);
  EXPECT_THROW(desk.decide(EntryKind::approved, true), Error);
  EXPECT_EQ(desk.log(), "started approved");
}

TEST(Versions, AnInstanceKeepsTheOneItBeganWith) {
  Desk desk(
      with_steps({{.name = "rest", .text = "Rests", .kind = StepKind::timer, .timeout = 50ms}}));
  Courier courier;
  auto second = with_steps({courier_step(courier)});
  second.version = 2;
  desk.registry.add(std::move(second));
  const auto later = clock::new_uuid(clock::system_now());
  testing::begin(desk.database, desk.registry, kTenant, later, {});
  Shop shop(desk.database, desk.registry);
  shop.run_until([&] {
    return desk.database.value("select count(*) from kernel.sagas where status = 'done'") == "2";
  });
  EXPECT_EQ(desk.database.value("select string_agg(version || ':' || entries, ' ' order by version)"
                                " from kernel.sagas"),
            "1:2 2:3");
}

}  // namespace
}  // namespace sangam::saga
