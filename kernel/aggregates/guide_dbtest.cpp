// The example of docs/guides/aggregates.md, run.

#include <gtest/gtest.h>

#include "base/error.h"
#include "kernel/aggregates/aggregates.h"
#include "kernel/aggregates/schema.h"
#include "kernel/events/schema.h"
#include "kernel/store/testing/database.h"

namespace sangam::aggregates {
namespace {

using store::testing::Database;
using store::testing::run_until_done;

struct Held {
  static constexpr std::string_view kEventType = "guide.escrow.held";
  static constexpr std::int32_t kEventVersion = 1;
  std::int64_t units = 0;
};
SANGAM_DESCRIBE(Held, (units, "What was handed over, in units of its asset"))

struct Released {
  static constexpr std::string_view kEventType = "guide.escrow.released";
  static constexpr std::int32_t kEventVersion = 1;
  std::string to;
};
SANGAM_DESCRIBE(Released, (to, "Who got it"))

struct Escrow {
  static constexpr std::int32_t kForm = 1;
  static constexpr std::int64_t kSnapshotEvery = 100;
  std::int64_t held = 0;
  std::string released_to;

  void apply(const aggregates::Recorded& event) {
    if (event.is<Held>()) held += event.as<Held>().units;
    if (event.is<Released>()) released_to = event.as<Released>().to, held = 0;
  }
};
SANGAM_DESCRIBE(Escrow, (held, "Still to be released"), (released_to, "Who got it; empty before"))

Task<void> hold(store::UnitOfWork& work, Timestamp now, std::int64_t units) {
  auto escrow = co_await aggregates::load<Escrow>(work, "escrow/17");
  co_await aggregates::append(work, escrow, now, Held{units});
}

Task<void> release(store::UnitOfWork& work, Timestamp now, std::string to) {
  auto escrow = co_await aggregates::load<Escrow>(work, "escrow/17");
  if (escrow.state.held == 0) throw Error{Code::conflict, "Nothing is held."};
  co_await aggregates::append(work, escrow, now, Released{std::move(to)});
}

Task<Escrow> escrow_at(store::UnitOfWork& work, Timestamp moment) {
  const AsOf then{.time = moment};
  co_return (co_await aggregates::load<Escrow>(work, "escrow/17", then)).state;
}

Timestamp at(std::int64_t second) { return {second * kNanosecondsPerSecond}; }

Task<void> live_a_life(Database& database) {
  auto work = database.work(7);
  co_await hold(work, at(10), 500);
  co_await hold(work, at(20), 250);
  co_await release(work, at(30), "the seller");
  co_await work.commit();
}

Task<std::string> release_again(Database& database) {
  auto work = database.work(7);
  try {
    co_await release(work, at(40), "the buyer");
  } catch (const Error& error) {
    co_return error.detail;
  }
  co_return "released twice";
}

Task<Escrow> look_back(Database& database, Timestamp moment) {
  auto work = database.work(7, store::Mode::read_only);
  co_return co_await escrow_at(work, moment);
}

TEST(AggregatesGuide, TheExampleWorks) {
  Database database({events::schema(), schema()});
  auto& loop = database.loop();
  run_until_done(loop, live_a_life(database));
  EXPECT_EQ(run_until_done(loop, look_back(database, at(9))).held, 0);
  EXPECT_EQ(run_until_done(loop, look_back(database, at(29))).held, 750);
  const auto now = run_until_done(loop, look_back(database, at(30)));
  EXPECT_EQ(now.held, 0);
  EXPECT_EQ(now.released_to, "the seller");
  EXPECT_EQ(run_until_done(loop, release_again(database)), "Nothing is held.");
  EXPECT_EQ(database.value("select string_agg(type, ' ' order by seq) from kernel.outbox"),
            "guide.escrow.held guide.escrow.held guide.escrow.released");
}

}  // namespace
}  // namespace sangam::aggregates
