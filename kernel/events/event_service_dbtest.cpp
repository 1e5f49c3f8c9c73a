#include "kernel/events/event_service.h"

#include <gtest/gtest.h>

#include <optional>

#include "kernel/events/schema.h"
#include "kernel/events/testing/event_path.h"

namespace sangam::events {
namespace {

using namespace std::chrono_literals;
using store::testing::Database;
using testing::note;
using testing::Noted;

// A process as the event service needs it: two loops, each with a pool.
struct Process {
  Process(const Database& database, std::atomic<int>& handled) : loops(2) {
    loops.start();
    for (std::size_t i = 0; i < 2; ++i)
      loops.call(i, [&, i] {
        pools[i].emplace(loops.loop(i), store::PoolSettings{.endpoint = database.endpoint()});
      });
    std::vector<Consumer> consumers;
    for (const auto* name : {"test.first", "test.second", "test.third"})
      consumers.push_back({.name = name,
                           .types = {std::string(Noted::kEventType)},
                           .handle = [&handled](Delivery&) { return count(handled); }});
    service.emplace(
        loops, database.endpoint(),
        [this](const runtime::EventLoop& loop) -> store::Pool& {
          return *pools[&loop == &loops.loop(0) ? 0 : 1];
        },
        std::move(consumers));
    service->start();
  }
  ~Process() {
    service.reset();
    for (std::size_t i = 0; i < 2; ++i)
      loops.call(i, [&, i] { pools[i].reset(); });
    loops.stop();
  }
  static Task<void> count(std::atomic<int>& handled) {
    ++handled;
    co_return;
  }

  runtime::LoopGroup loops;
  std::optional<store::Pool> pools[2];
  std::optional<EventService> service;
};

void wait_for(const std::atomic<int>& handled, int wanted) {
  const auto deadline = store::testing::soon();
  while (handled < wanted && !deadline.passed())
    std::this_thread::sleep_for(1ms);
  EXPECT_EQ(handled, wanted);
}

TEST(EventService, OneProcessWorksAndTheNextTakesOver) {
  Database database({schema()});
  std::atomic<int> by_first{0};
  std::atomic<int> by_second{0};
  std::optional<Process> first(std::in_place, database, by_first);
  note(database, 1, "s", {"1", "2"});
  wait_for(by_first, 6);  // three consumers
  Process second(database, by_second);
  note(database, 1, "s", {"3"});
  wait_for(by_first, 9);
  EXPECT_EQ(by_second, 0);
  // What waits is counted once a second only, and what was handled when its handler has returned.
  const auto deadline = store::testing::soon();
  telemetry::Snapshot snapshot;
  const auto counted = [&] {
    snapshot = {};
    first->service->describe(snapshot);
    return snapshot.sum("sangam_events_relay_lag") == 0 &&
           snapshot.sum("sangam_events_delivered_total", {{"consumer", "test.third"}}) == 3;
  };
  while (!counted() && !deadline.passed())
    std::this_thread::sleep_for(5ms);
  EXPECT_EQ(snapshot.sum("sangam_events_relayed_total"), 3);
  EXPECT_EQ(snapshot.sum("sangam_events_relaying"), 1);
  EXPECT_EQ(snapshot.sum("sangam_events_position"), 3);
  EXPECT_EQ(snapshot.sum("sangam_events_relay_lag"), 0);
  EXPECT_EQ(snapshot.sum("sangam_events_delivered_total", {{"consumer", "test.third"}}), 3);
  telemetry::Snapshot of_second;
  second.service->describe(of_second);
  EXPECT_EQ(of_second.sum("sangam_events_relaying"), 0);
  first.reset();
  note(database, 1, "s", {"4"});
  wait_for(by_second, 3);
  EXPECT_EQ(by_first, 9);
}

TEST(EventService, TellsOfParkedStreams) {
  Database database({schema()});
  std::atomic<int> handled{0};
  Process process(database, handled);
  note(database, 1, "s", {"1"});
  wait_for(handled, 3);
  const auto becomes = [&](telemetry::HealthState state) {
    const auto deadline = store::testing::soon();
    while (process.service->relay_health().state != state && !deadline.passed())
      std::this_thread::sleep_for(5ms);
    return process.service->relay_health();
  };
  EXPECT_EQ(becomes(telemetry::HealthState::well).reason, "");
  database.execute(
      "insert into kernel.parked_streams (tenant_id, consumer, stream, parked_at)"
      " values (1, 'test.first', 's', kernel.now_nanoseconds() - 90 * 1000000000::int8)");
  EXPECT_EQ(becomes(telemetry::HealthState::degraded).reason,
            "1 parked streams wait for somebody's decision, the first for 90 s");
  database.execute("delete from kernel.parked_streams");
  becomes(telemetry::HealthState::well);
  EXPECT_EQ(process.service->consumers_health().state, telemetry::HealthState::well);
}

TEST(EventService, StopsWhileTheDatabaseIsAway) {
  Database database({schema()});
  std::atomic<int> handled{0};
  Process process(database, handled);
  note(database, 1, "s", {"1"});
  wait_for(handled, 3);
  database.execute("alter role sangam_relay nologin");
  database.execute(
      "select pg_terminate_backend(pid) from pg_stat_activity"
      " where usename = 'sangam_relay' and datname = current_database()");
  std::this_thread::sleep_for(100ms);
  process.service->stop();
  database.execute("alter role sangam_relay login");
}

}  // namespace
}  // namespace sangam::events
