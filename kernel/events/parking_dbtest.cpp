// Dead letters, parked streams and how they come back; batches.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kernel/events/schema.h"
#include "kernel/events/testing/clerk.h"
#include "kernel/store/testing/sample_schema.h"

namespace sangam::events {
namespace {

using store::testing::Database;
using store::testing::kShop;
using testing::Clerk;
using ::testing::ElementsAre;
using testing::EventPath;
using testing::items;
using testing::note;
using testing::position;

// Fails on what is in `bad`.
struct PickyClerk : Clerk {
  PickyClerk() {
    after = [this](const std::string& text, int) {
      if (std::ranges::find(bad, text) != bad.end()) throw std::runtime_error("cannot be done");
    };
  }
  Consumer strict() {
    auto made = consumer();
    made.order = Order::strict;
    return made;
  }
  std::vector<std::string> bad;
};

std::string letters(Database& database) {
  return database.value(
      "select string_agg(position || ':' || state, ' ' order by position)"
      " from kernel.parked_events");
}

std::string parked_streams(Database& database) {
  return database.value("select string_agg(stream, ' ') from kernel.parked_streams");
}

void decide(Database& database, const std::string& text, const std::string& state) {
  database.execute("update kernel.parked_events set state = '" + state +
                   "' where payload like '%\"" + text + "\"%'");
  database.execute("update kernel.parked_streams set resume = true");
}

TEST(Parking, QueuesAStrictStreamUpBehindItsParkedEvent) {
  Database database({schema(), kShop});
  PickyClerk clerk;
  clerk.bad = {"2"};
  note(database, 1, "s", {"1", "2", "3"});
  note(database, 1, "t", {"4"});
  note(database, 2, "s", {"5"});
  EventPath path(database, clerk.strict());
  path.run_until([&] { return path.counters().position == 5; });
  note(database, 1, "s", {"6"});
  path.run_until([&] { return path.counters().position == 6; });
  EXPECT_EQ(items(database), "1=1 4=1 5=1");
  EXPECT_EQ(letters(database), "2:parked 3:queued 6:queued");
  EXPECT_EQ(path.counters().queued, 2U);
  EXPECT_EQ(clerk.tries["3"], 1);  // refused by the database before its effect

  clerk.bad = {};
  clerk.order = {};
  decide(database, "2", "requeued");
  path.run_until([&] { return path.counters().requeued == 3; });
  EXPECT_EQ(items(database), "1=1 2=1 3=1 4=1 5=1 6=1");
  EXPECT_THAT(clerk.order, ElementsAre("s 2", "s 3", "s 6"));
  path.run_until([&] { return parked_streams(database).empty(); });
  EXPECT_EQ(letters(database), "2:done 3:done 6:done");
  note(database, 1, "s", {"7"});
  path.run_until([&] { return path.counters().position == 7; });
  EXPECT_EQ(items(database), "1=1 2=1 3=1 4=1 5=1 6=1 7=1");
}

TEST(Parking, GoesOnBehindASkippedEventAndHaltsAtTheNextBadOne) {
  Database database({schema(), kShop});
  PickyClerk clerk;
  clerk.bad = {"1", "3"};
  note(database, 1, "s", {"1", "2", "3", "4"});
  EventPath path(database, clerk.strict());
  path.run_until([&] { return path.counters().position == 4; });
  decide(database, "1", "skipped");
  path.run_until([&] { return letters(database) == "1:skipped 2:done 3:parked 4:queued"; });
  EXPECT_EQ(items(database), "2=1");
  clerk.bad = {};
  decide(database, "3", "requeued");
  path.run_until([&] { return parked_streams(database).empty(); });
  EXPECT_EQ(items(database), "2=1 3=1 4=1");
}

TEST(Parking, TriesARequeuedLetterWithItsNewPayload) {
  Database database({schema(), kShop});
  PickyClerk clerk;
  clerk.bad = {"2"};
  note(database, 1, "s", {"1", "2", "3"});
  EventPath path(database, clerk.consumer());
  path.run_until([&] { return path.counters().position == 3; });
  EXPECT_EQ(letters(database), "2:parked");
  decide(database, "2", "requeued");
  path.run_until([&] { return clerk.tries["2"] == 6; });
  path.run_until([&] { return letters(database) == "2:parked"; });
  EXPECT_EQ(database.value("select tries from kernel.parked_events"), "6");
  database.execute(
      R"(update kernel.parked_events set payload = '{"text":"9"}', original = payload)");
  decide(database, "9", "requeued");
  path.run_until([&] { return letters(database) == "2:done"; });
  EXPECT_EQ(items(database), "1=1 3=1 9=1");
}

// The effect of a requeued letter and its state are one transaction.
TEST(Parking, HandlesARequeuedLetterOnceThoughSessionsAreLost) {
  Database database({schema(), kShop});
  PickyClerk clerk;
  std::vector<std::string> all;
  std::string expected;
  for (int i = 1; i <= 60; ++i) {
    all.push_back(std::to_string(i));
    expected.append(i > 1 ? " " : "").append(all.back()).append("=1");
  }
  clerk.bad = all;
  note(database, 1, "s", all);
  EventPath path(database, clerk.consumer());
  path.run_until([&] { return path.counters().position == 60; });
  clerk.bad = {};
  database.execute("update kernel.parked_events set state = 'requeued'");
  for (std::uint64_t wanted = 10; wanted <= 50; wanted += 20) {
    path.run_until([&] { return path.counters().requeued >= wanted; });
    database.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where usename in"
        " ('sangam_app', 'sangam_relay') and datname = current_database()");
  }
  path.run_until([&] {
    return database.value("select count(*) from kernel.parked_events where state = 'done'") == "60";
  });
  EXPECT_EQ(items(database), expected);
}

TEST(Batches, HaveEachEffectOnceThoughOneOfThemFails) {
  Database database({schema(), kShop});
  PickyClerk clerk;
  clerk.bad = {"50"};
  std::vector<std::string> texts;
  std::string expected;
  for (int i = 1; i <= 200; ++i) {
    texts.push_back(std::to_string(i));
    if (i != 50) expected.append(i > 1 ? " " : "").append(texts.back()).append("=1");
  }
  note(database, 1, "s", texts);
  note(database, 2, "s", {"1001", "1002"});
  auto consumer = clerk.consumer();
  consumer.batch = 100;
  EventPath path(database, std::move(consumer));
  path.run_until([&] { return path.counters().position == 202; });
  EXPECT_EQ(items(database), expected + " 1001=1 1002=1");
  EXPECT_EQ(letters(database), "50:parked");
  EXPECT_EQ(path.counters().delivered, 201U);
  // Again, as after a crash before the position was saved: nothing is done twice.
  path.stop();
  database.execute("update kernel.consumers set position = 0");
  clerk.bad = {};
  auto again = clerk.consumer();
  again.batch = 100;
  EventPath second(database, std::move(again));
  second.run_until([&] { return second.counters().position == 202; });
  EXPECT_EQ(items(database), expected + " 1001=1 1002=1");
  EXPECT_EQ(second.counters().delivered, 0U);
  EXPECT_EQ(position(database), "202");
}

}  // namespace
}  // namespace sangam::events
