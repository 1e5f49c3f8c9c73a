#include "kernel/aggregates/aggregates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "base/error.h"
#include "kernel/aggregates/schema.h"
#include "kernel/events/schema.h"
#include "kernel/store/testing/database.h"

namespace sangam::aggregates {
namespace {

using store::testing::Database;
using store::testing::run_until_done;

struct Paid {
  static constexpr std::string_view kEventType = "test.paid";
  static constexpr std::int32_t kEventVersion = 1;
  std::int64_t units = 0;
};
SANGAM_DESCRIBE(Paid, (units, "How much"))

struct Closed {
  static constexpr std::string_view kEventType = "test.closed";
  static constexpr std::int32_t kEventVersion = 1;
  std::string why;
};
SANGAM_DESCRIBE(Closed, (why, "Why"))

struct Box {
  static constexpr std::int32_t kForm = 1;
  static constexpr std::int64_t kSnapshotEvery = 7;
  std::int64_t units = 0;
  std::int64_t times_closed = 0;
  std::vector<std::string> reasons;

  void apply(const Recorded& event) {
    if (event.is<Paid>()) units += event.as<Paid>().units;
    if (!event.is<Closed>()) return;
    ++times_closed;
    reasons.push_back(event.as<Closed>().why);
  }
  friend bool operator==(const Box&, const Box&) = default;
};
SANGAM_DESCRIBE(Box, (units, "Paid in"), (times_closed, "How often"), (reasons, "Why each time"))

Timestamp at(std::int64_t second) { return {second * kNanosecondsPerSecond}; }

Task<Loaded<Box>> load_box(Database& database, AsOf as_of) {
  auto work = database.work(1, store::Mode::read_only);
  co_return co_await load<Box>(work, "box", as_of);
}

Box box_as_of(Database& database, AsOf as_of) {
  return run_until_done(database.loop(), load_box(database, as_of)).state;
}

template <class... Events>
Task<std::string> append_to(Database& database, Loaded<Box> box, Timestamp now, Events... events) {
  auto work = database.work(1);
  try {
    co_await append(work, box, now, std::move(events)...);
    co_await work.commit();
    co_return "version " + std::to_string(box.version);
  } catch (const Error& error) {
    co_return std::string(name(error.code));
  }
}

TEST(Aggregates, TakeAnAppendBehindTheVersionItSaw) {
  Database database({events::schema(), schema()});
  auto& loop = database.loop();
  const auto fresh = run_until_done(loop, load_box(database, {}));
  EXPECT_EQ(fresh.version, 0);
  EXPECT_EQ(run_until_done(loop, append_to(database, fresh, at(1), Paid{5}, Paid{6})), "version 2");
  EXPECT_EQ(run_until_done(loop, append_to(database, fresh, at(2), Paid{7})), "conflict");
  auto ahead = fresh;
  ahead.version = 5;
  EXPECT_EQ(run_until_done(loop, append_to(database, ahead, at(2), Paid{7})), "conflict");
  EXPECT_EQ(box_as_of(database, {}).units, 11);
  EXPECT_EQ(database.value("select string_agg(payload, ' ' order by seq) from kernel.outbox"),
            R"({"units":5} {"units":6})");
}

// Both have seen version 0 and write at the same time: one must lose.
TEST(Aggregates, LetOneOfTwoWritersWin) {
  Database database({events::schema(), schema()});
  const auto body = [](Database& database) -> Task<int> {
    auto first = database.work(1);
    auto second = database.work(1);
    Loaded<Box> mine{.stream = "box"};
    Loaded<Box> theirs{.stream = "box"};
    co_await append(first, mine, at(1), Paid{1});
    auto waiting = append(second, theirs, at(1), Paid{2});
    co_await first.commit();
    try {
      co_await std::move(waiting);
    } catch (const Error& error) {
      co_return error.code == Code::conflict ? 1 : -1;
    }
    co_return 0;
  };
  EXPECT_EQ(run_until_done(database.loop(), body(database)), 1);
  EXPECT_EQ(box_as_of(database, {}).units, 1);
}

TEST(Aggregates, DoNotGoBackInTime) {
  Database database({events::schema(), schema()});
  auto& loop = database.loop();
  run_until_done(loop, append_to(database, {.stream = "box"}, at(100), Paid{1}));
  const auto loaded = run_until_done(loop, load_box(database, {}));
  run_until_done(loop, append_to(database, loaded, at(50), Paid{2}));
  EXPECT_EQ(box_as_of(database, {.time = at(99)}).units, 0);
  EXPECT_EQ(box_as_of(database, {.time = at(100)}).units, 3);
}

// Random histories: the state as of every version and moment is that of a fold from the beginning,
// whatever snapshots there are.
TEST(Aggregates, AreWhatANaiveFoldGives) {
  for (const unsigned seed : {1U, 7U, 42U}) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Database database({events::schema(), schema()});
    std::mt19937 random(seed);
    std::vector<Box> by_version{Box{}};
    std::vector<std::int64_t> seconds{0};
    Loaded<Box> box{.stream = "box"};
    std::int64_t now = 1;
    while (by_version.size() < 60) {
      now += static_cast<std::int64_t>(random() % 3);
      const auto paid = Paid{static_cast<std::int64_t>(random() % 1'000)};
      const auto closed = Closed{"reason " + std::to_string(random() % 10)};
      const bool both = random() % 2 == 0;
      auto next = by_version.back();
      next.units += paid.units;
      by_version.push_back(next);
      seconds.push_back(now);
      if (both) {
        ++next.times_closed;
        next.reasons.push_back(closed.why);
        by_version.push_back(next);
        seconds.push_back(now);
        run_until_done(database.loop(), append_to(database, box, at(now), paid, closed));
      } else {
        run_until_done(database.loop(), append_to(database, box, at(now), paid));
      }
      box = run_until_done(database.loop(), load_box(database, {}));
      ASSERT_EQ(box.version, static_cast<std::int64_t>(by_version.size()) - 1);
      ASSERT_EQ(box.state, by_version.back());
    }
    for (std::size_t version = 0; version < by_version.size(); ++version)
      EXPECT_EQ(box_as_of(database, {.version = static_cast<std::int64_t>(version)}),
                by_version[version]);
    for (std::int64_t moment = 0; moment <= now; ++moment) {
      const auto past = std::ranges::upper_bound(seconds, moment);
      const auto version = static_cast<std::size_t>(past - seconds.begin()) - 1;
      EXPECT_EQ(box_as_of(database, {.time = at(moment)}), by_version[version]);
    }
    EXPECT_NE(database.value("select count(*) from kernel.aggregate_snapshots"), "0");
  }
}

}  // namespace
}  // namespace sangam::aggregates
