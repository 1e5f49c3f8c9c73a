// Replays, rebuilt projections, and older versions of events.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kernel/events/projection.h"
#include "kernel/events/schema.h"
#include "kernel/events/testing/clerk.h"
#include "kernel/store/testing/sample_schema.h"

namespace sangam::events {
namespace {

using namespace std::chrono_literals;
using store::testing::Database;
using store::testing::kShop;
using testing::Clerk;
using testing::EventPath;
using testing::items;
using testing::note;
using testing::Noted;
using testing::position;

constexpr store::SchemaFile kTotalFiles[] = {{"001_totals.sql", R"(
-- schema: test
-- table: test.totals scope=tenant app=select,insert,update
create table test.totals (tenant_id int4 not null, stream text not null, total int8 not null,
  primary key (tenant_id, stream));
-- table: test.totals_shadow scope=tenant app=select,insert,update
create table test.totals_shadow (tenant_id int4 not null, stream text not null,
  total int8 not null, primary key (tenant_id, stream));
)"}};
constexpr store::ModuleSchema kTotals{"test/totals", kTotalFiles};

std::string replays(Database& database) {
  return database.value(
      "select string_agg(state || ' ' || delivered || ' ' || failed, ', ' order by"
      " id) from kernel.replays");
}

void ask_for_replay(Database& database, const std::string& consumer, const std::string& values) {
  database.execute(
      "insert into kernel.replays (id, consumer, first, last, types, tenant_id, stream,"
      " sends, rebuilds, position) values (gen_random_uuid(), '" +
      consumer + "', " + values + ")");
}

TEST(Replay, DeliversARangeAgainAndSaysSo) {
  Database database({schema(), kShop});
  Clerk clerk;
  std::vector<std::string> replayed;
  auto consumer = clerk.consumer();
  consumer.handle = [handle = consumer.handle, &replayed](Delivery& delivery) {
    if (delivery.is_replay())
      replayed.push_back(delivery.event().payload + (delivery.may_send() ? " sends" : " silent"));
    else EXPECT_TRUE(delivery.may_send());
    return handle(delivery);
  };
  note(database, 1, "s", {"1", "2", "3"});
  note(database, 1, "t", {"4"});
  note(database, 2, "s", {"5"});
  EventPath path(database, std::move(consumer));
  path.run_until([&] { return path.counters().position == 5; });
  ask_for_replay(database, "test.clerk", "2, 5, null, 1, 's', false, false, 1");
  path.run_until([&] { return replays(database) == "done 2 0"; });
  EXPECT_EQ(items(database), "1=1 2=2 3=2 4=1 5=1");
  EXPECT_THAT(replayed, ::testing::ElementsAre(R"({"text":"2"} silent)", R"({"text":"3"} silent)"));
  replayed.clear();
  ask_for_replay(database, "test.clerk", "4, 4, null, null, null, true, false, 3");
  path.run_until([&] { return items(database) == "1=1 2=2 3=2 4=2 5=1"; });
  EXPECT_THAT(replayed, ::testing::ElementsAre(R"({"text":"4"} sends)"));
}

TEST(Replay, CountsWhatItCannotHandleAndGoesOn) {
  Database database({schema(), kShop});
  Clerk clerk;
  note(database, 1, "s", {"1", "2", "3"});
  EventPath path(database, clerk.consumer());
  path.run_until([&] { return path.counters().position == 3; });
  clerk.after = [](const std::string& text, int) {
    if (text == "2") throw std::runtime_error("not again");
  };
  ask_for_replay(database, "test.clerk", "1, 3, null, null, null, false, false, 0");
  path.run_until([&] { return replays(database) == "done 2 1"; });
  EXPECT_EQ(database.value("select error from kernel.replays"), "not again");
  EXPECT_EQ(items(database), "1=2 2=1 3=2");
}

const TableStatement& add_total() {
  static const TableStatement statement(
      "test.add_total", "test.totals",
      "insert into {table} as t (tenant_id, stream, total) values ($1, $2, $3)"
      " on conflict (tenant_id, stream) do update set total = t.total + excluded.total");
  return statement;
}

struct Totals {
  std::int64_t factor = 1;
  Consumer consumer() {
    return {.name = "test.totals",
            .types = {std::string(Noted::kEventType)},
            .handle = [this](Delivery& delivery) { return handle(delivery); },
            .batch = 50,
            .projection = "test.totals"};
  }
  Task<void> handle(Delivery& delivery) {
    const auto number = std::stoll(delivery.payload<Noted>().text);
    co_await delivery.run(add_total().of(delivery), delivery.event().stream, number * factor);
  }
};

std::string totals(Database& database) {
  return database.value(
      "select string_agg(stream || '=' || total, ' ' order by stream)"
      " from test.totals");
}

// As after a fault of the handler was mended: the table is right, and was never half full.
TEST(Projection, IsRebuiltBesideTheLiveOneAndSwapped) {
  Database database({schema(), kTotals});
  Totals handler;
  EventPath path(database, handler.consumer());
  for (int i = 1; i <= 100; ++i)
    note(database, 1, i % 2 == 0 ? "even" : "odd", {std::to_string(i), "0"});
  path.run_until([&] { return path.counters().position == 200; });
  EXPECT_EQ(totals(database), "even=2550 odd=2500");
  handler.factor = 10;
  ask_for_replay(database, "test.totals", "1, null, null, null, null, false, true, 0");
  note(database, 1, "even", {"1"});
  path.run_until([&] {
    const auto now = totals(database);
    EXPECT_TRUE(now.starts_with("even=25") && now.size() >= 18U) << now;
    return replays(database).starts_with("done");
  });
  EXPECT_EQ(totals(database), "even=25510 odd=25000");
  EXPECT_EQ(database.value("select count(*) from test.totals_shadow"), "0");
  note(database, 1, "odd", {"2"});
  path.run_until([&] { return path.counters().position == 202; });
  EXPECT_EQ(totals(database), "even=25510 odd=25020");
}

struct NotedV2 {
  static constexpr std::string_view kEventType = Noted::kEventType;
  static constexpr std::int32_t kEventVersion = 2;
  std::int64_t number = 0;
};
SANGAM_DESCRIBE(NotedV2, (number, "What was noted"))

struct NotedV3 {
  static constexpr std::string_view kEventType = Noted::kEventType;
  static constexpr std::int32_t kEventVersion = 3;
  std::int64_t number = 0;
  std::string unit;
};
SANGAM_DESCRIBE(NotedV3, (number, "How much"), (unit, "Of what"))

NotedV2 to_number(const Noted& old) { return {std::stoll(old.text)}; }
NotedV3 with_unit(const NotedV2& old) { return {old.number, "pieces"}; }

TEST(Projection, IsNotRebuiltWhereThereIsNone) {
  Database database({schema(), kShop});
  Clerk clerk;
  EventPath path(database, clerk.consumer());
  path.run_until([&] { return position(database) == "0"; });
  ask_for_replay(database, "test.clerk", "1, null, null, null, null, false, true, 0");
  path.run_until([&] { return replays(database) == "failed 0 0"; });
  EXPECT_EQ(database.value("select error from kernel.replays"),
            "the consumer has no projection that could be rebuilt");
}

TEST(Versions, AreReadThroughUpcastersAndOthersAreParked) {
  Database database({schema()});
  note(database, 1, "s", {"17", "no number"});
  note(database, 1, "s", {"18"});
  database.execute(R"(update kernel.outbox set version = 2, payload = '{"number":18}')"
                   R"( where payload like '%18%')");
  note(database, 1, "s", {"19"});
  database.execute("update kernel.outbox set version = 4 where payload like '%19%'");
  std::vector<std::string> seen;
  Consumer consumer{.name = "test.versions",
                    .types = {std::string(Noted::kEventType)},
                    .handle = [&seen](Delivery& delivery) -> Task<void> {
                      const auto event = delivery.payload<NotedV3>();
                      seen.push_back(std::to_string(event.number) + " " + event.unit);
                      return [](Delivery&) -> Task<void> { co_return; }(delivery);
                    },
                    .accepts = {{std::string(Noted::kEventType), 1, 3}},
                    .upcasters = {api::upcaster<&to_number>(), api::upcaster<&with_unit>()}};
  EventPath path(database, std::move(consumer));
  path.run_until([&] { return path.counters().position == 4; });
  EXPECT_THAT(seen, ::testing::ElementsAre("17 pieces", "18 pieces"));
  EXPECT_EQ(path.counters().parked, 2U);
  EXPECT_THAT(database.value("select error from kernel.parked_events where position = 4"),
              ::testing::HasSubstr("versions 1 to 3, got version 4"));
}

}  // namespace
}  // namespace sangam::events
