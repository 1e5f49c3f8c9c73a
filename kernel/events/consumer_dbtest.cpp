#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "base/error.h"
#include "kernel/events/schema.h"
#include "kernel/events/testing/clerk.h"
#include "kernel/store/disk_reserve.h"
#include "kernel/store/testing/sample_schema.h"

namespace sangam::events {
namespace {

using namespace std::chrono_literals;
using store::testing::Database;
using store::testing::kShop;
using testing::Clerk;
using ::testing::ElementsAre;
using testing::EventPath;
using ::testing::HasSubstr;
using testing::items;
using testing::note;
using testing::Noted;
using testing::position;

TEST(Consumer, HandlesEachStreamInOrder) {
  Database database({schema(), kShop});
  Clerk clerk;
  std::map<std::string, std::vector<std::string>> expected;
  for (int i = 0; i < 600; ++i) {
    const auto stream = "stream " + std::to_string(i % 7);
    expected[stream].push_back(std::to_string(i));
  }
  for (int i = 0; i < 600; ++i)
    note(database, 1 + i % 7 % 2, "stream " + std::to_string(i % 7), {std::to_string(i)});
  EventPath path(database, clerk.consumer());
  path.run_until([&] { return path.counters().position == 600; });
  path.stop();
  EXPECT_EQ(path.counters().delivered, 600U);
  EXPECT_EQ(path.counters().failures, 0U);
  std::map<std::string, std::vector<std::string>> seen;
  for (const auto& entry : clerk.order) {
    const auto space = entry.rfind(' ');
    seen[entry.substr(0, space)].push_back(entry.substr(space + 1));
  }
  EXPECT_EQ(seen, expected);
  EXPECT_EQ(position(database), "600");
  EXPECT_EQ(database.value("select count(*) from shop.items where price = 1"), "600");
}

TEST(Consumer, HasItsEffectOnceThoughTheHandlerFailsAfterWriting) {
  Database database({schema(), kShop});
  Clerk clerk;
  clerk.after = [](const std::string&, int tries) {
    if (tries < 3) throw std::runtime_error("after the effect was written");
  };
  note(database, 1, "s", {"1", "2", "3"});
  EventPath path(database, clerk.consumer());
  path.run_until([&] { return path.counters().position == 3; });
  EXPECT_EQ(items(database), "1=1 2=1 3=1");
  EXPECT_EQ(path.counters().failures, 6U);
  EXPECT_EQ(path.counters().parked, 0U);
}

TEST(Consumer, IsNotBehindWhenNothingIsForIt) {
  Database database({schema(), kShop});
  Clerk clerk;
  EventPath path(database, clerk.consumer());
  note(database, 1, "s", {"1"});
  path.run_until([&] { return path.counters().position == 1; });
  database.execute(
      "insert into kernel.outbox (tenant_id, id, stream, type, version, payload, occurred_at)"
      " select 1, gen_random_uuid(), 's', 'test.other', 1, '{}', n from generate_series(1, 50) n");
  path.run_until([&] { return position(database) == "51"; });
  EXPECT_EQ(path.counters().delivered, 1U);
}

TEST(Consumer, PassesOverTenantsItDoesNotConcern) {
  static constexpr store::Statement kConcerned{
      "test.concerned", "select t as tenant_id from unnest($1::int4[]) t where t = 2",
      store::Scope::platform};
  Database database({schema(), kShop});
  Clerk clerk;
  auto consumer = clerk.consumer();
  consumer.concerned = &kConcerned;
  EventPath path(database, std::move(consumer));
  note(database, 1, "s", {"1"});
  note(database, 2, "s", {"2", "3"});
  note(database, 1, "s", {"4"});
  path.run_until([&] { return path.counters().position == 4; });
  EXPECT_EQ(path.counters().delivered, 2U);
  EXPECT_EQ(items(database), "2=1 3=1");
  EXPECT_EQ(database.value("select count(*) from kernel.inbox"), "2");
}

// As after a crash between the effect's commit and that of the position.
TEST(Consumer, HasItsEffectOnceThoughItsPositionIsLost) {
  Database database({schema(), kShop});
  Clerk clerk;
  note(database, 1, "s", {"1", "2", "3"});
  {
    EventPath path(database, clerk.consumer());
    path.run_until([&] { return path.counters().position == 3; });
  }
  database.execute("update kernel.consumers set position = 0");
  note(database, 1, "s", {"4"});
  EventPath path(database, clerk.consumer());
  path.run_until([&] { return path.counters().position == 4; });
  EXPECT_EQ(path.counters().duplicates, 3U);
  EXPECT_EQ(path.counters().delivered, 1U);
  EXPECT_EQ(items(database), "1=1 2=1 3=1 4=1");
  EXPECT_THAT(clerk.tries, ::testing::Contains(::testing::Pair("1", 2)));
}

TEST(Consumer, HasItsEffectOnceThoughSessionsAreLost) {
  Database database({schema(), kShop});
  Clerk clerk;
  std::string expected;
  for (int i = 1; i <= 400; ++i) {
    note(database, 1, "stream " + std::to_string(i % 20), {std::to_string(i)});
    expected.append(i > 1 ? " " : "").append(std::to_string(i)).append("=1");
  }
  EventPath path(database, clerk.consumer());
  for (std::uint64_t wanted = 20; wanted <= 380; wanted += 20) {
    path.run_until(
        [&] { return path.counters().delivered + path.counters().duplicates >= wanted; });
    database.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where usename in"
        " ('sangam_app', 'sangam_relay') and datname = current_database()");
  }
  path.run_until([&] { return path.counters().position == 400; });
  EXPECT_EQ(items(database), expected);
  EXPECT_EQ(path.counters().parked, 0U);
  EXPECT_GT(path.counters().failures, 0U);
}

// It cannot join the relay's new term then, which is no reason to try without a rest.
TEST(Consumer, LeavesTheLoopToOthersWhileTheDiskIsFull) {
  Database database({schema(), kShop});
  Clerk clerk;
  EventPath path(database, clerk.consumer());
  note(database, 1, "s", {"1"});
  path.run_until([&] { return path.counters().delivered == 1; });
  {
    const auto file = std::filesystem::path(::testing::TempDir()) / "consumer_dbtest.reserve";
    const store::DiskReserve full({.file = file, .available = [] { return std::uint64_t{0}; }});
    const auto term = path.relay().head().term.load();
    database.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'sangam_relay'"
        " and datname = current_database()");
    path.run_until([&] {
      const auto now = path.relay().head().term.load();
      return now != 0 && now != term;
    });
    int turns = 0;
    path.run_until([&] { return ++turns == 100; });
  }
  note(database, 1, "s", {"2"});
  path.run_until([&] { return path.counters().delivered == 2; });
  EXPECT_EQ(items(database), "1=1 2=1");
}

TEST(Consumer, ParksAnEventAfterItsTriesAndGoesOn) {
  Database database({schema(), kShop});
  Clerk clerk;
  clerk.after = [](const std::string& text, int) {
    if (text == "2") throw std::runtime_error("cannot be done");
  };
  note(database, 5, "s", {"1", "2", "3"});
  EventPath path(database, clerk.consumer());
  path.run_until([&] { return path.counters().position == 3; });
  EXPECT_EQ(items(database), "1=1 3=1");
  EXPECT_EQ(clerk.tries["2"], 3);
  EXPECT_EQ(path.counters().parked, 1U);
  EXPECT_EQ(database.value("select concat_ws('|', tenant_id, consumer, position, stream, type,"
                           " version, payload, tries, error) from kernel.parked_events"),
            R"(5|test.clerk|2|s|test.noted|1|{"text":"2"}|3|cannot be done)");
  path.stop();
  // It stays parked when the position is lost.
  database.execute("update kernel.consumers set position = 0");
  Clerk next;
  EventPath again(database, next.consumer());
  again.run_until([&] { return again.counters().position == 3; });
  EXPECT_EQ(again.counters().duplicates, 3U);
}

TEST(Consumer, ParksAtOnceWhatItCannotRead) {
  Database database({schema(), kShop});
  Clerk clerk;
  note(database, 1, "s", {"1"});
  database.execute("update kernel.outbox set version = 2");
  note(database, 1, "s", {"2"});
  database.execute(R"(update kernel.outbox set payload = '{"text": 2}' where version = 1)");
  note(database, 1, "s", {"3"});
  database.execute(R"(update kernel.outbox set payload = '{"text": "3", "since": "later"}')"
                   R"( where payload like '%"3"%')");
  EventPath path(database, clerk.consumer());
  path.run_until([&] { return path.counters().position == 3; });
  EXPECT_EQ(items(database), "3=1");
  EXPECT_EQ(path.counters().parked, 2U);
  EXPECT_EQ(path.counters().failures, 2U);
  EXPECT_THAT(database.value("select error from kernel.parked_events where position = 1"),
              HasSubstr("expected test.noted version 1, got test.noted version 2"));
  EXPECT_THAT(database.value("select error from kernel.parked_events where position = 2"),
              HasSubstr("/text must be"));
}

TEST(Consumer, WaitsForWhatIsUnavailable) {
  Database database({schema(), kShop});
  Clerk clerk;
  clerk.before = [](const std::string&, int tries) {
    if (tries <= 20) throw Error{Code::unavailable, "not now"};
  };
  note(database, 1, "s", {"1"});
  EventPath path(database, clerk.consumer());
  path.run_until([&] { return path.counters().position == 1; });
  EXPECT_EQ(items(database), "1=1");
  EXPECT_EQ(path.counters().parked, 0U);
}

TEST(Consumer, StopsBeforeWhatItCouldNotDo) {
  Database database({schema(), kShop});
  Clerk clerk;
  clerk.before = [](const std::string& text, int) {
    if (text == "2") throw Error{Code::unavailable, "not now"};
  };
  note(database, 1, "a", {"1"});
  note(database, 1, "b", {"2"});
  note(database, 1, "c", {"3"});
  {
    EventPath path(database, clerk.consumer());
    path.run_until([&] { return clerk.tries["2"] > 5 && path.counters().delivered == 2; });
  }
  EXPECT_EQ(position(database), "1");
  EXPECT_EQ(items(database), "1=1 3=1");
  Clerk next;
  EventPath path(database, next.consumer());
  path.run_until([&] { return path.counters().position == 3; });
  EXPECT_EQ(items(database), "1=1 2=1 3=1");
  EXPECT_EQ(path.counters().duplicates, 1U);
}

TEST(Consumer, PassesOverEventsOfOtherTypes) {
  Database database({schema(), kShop});
  database.execute(
      "insert into kernel.outbox (tenant_id, id, stream, type, version, payload, occurred_at)"
      " select 1, gen_random_uuid(), 's', 'test.other', 1, '{}', 0 from generate_series(1, 300)");
  note(database, 1, "s", {"1"});
  Clerk clerk;
  EventPath path(database, clerk.consumer());
  path.run_until([&] { return path.counters().position == 301; });
  EXPECT_EQ(items(database), "1=1");
}

}  // namespace
}  // namespace sangam::events
