#include "kernel/events/relay.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "kernel/events/schema.h"
#include "kernel/events/statements.h"
#include "kernel/store/kernel_statements.h"
#include "kernel/store/testing/database.h"

namespace sangam::events {
namespace {

using namespace std::chrono_literals;
using store::testing::Database;
using store::testing::soon;
using ::testing::ElementsAre;

// A session of the app role that emits by hand, so that a test decides when it commits.
class Writer {
 public:
  Writer(const Database& database, std::int32_t tenant)
      : connection_(database.endpoint().as(store::Role::app), soon()), tenant_(tenant) {}

  void begin() {
    connection_.script(
        "begin; select set_config('sangam.tenant', '" + std::to_string(tenant_) + "', true)",
        soon());
  }
  void emit(const std::string& stream, const std::string& payload) {
    connection_.script(
        "insert into kernel.outbox (tenant_id, id, stream, type, version, payload,"
        " occurred_at) values (" +
            std::to_string(tenant_) + ", gen_random_uuid(), '" + stream + "', 'test', 1, '" +
            payload + "', 0)",
        soon());
  }
  void commit() { connection_.script("commit", soon()); }
  void roll_back() { connection_.script("rollback", soon()); }

 private:
  store::BatchConnection connection_;
  std::int32_t tenant_;
};

std::vector<std::string> logged(const Database& database) {
  store::BatchConnection root(database.endpoint().as(store::Role::root), soon());
  const auto result = root.script("select payload from kernel.events order by position", soon());
  std::vector<std::string> payloads;
  for (int i = 0; i < result.rows(); ++i)
    payloads.emplace_back(result.value(i, 0));
  return payloads;
}

RelaySession leading_session(const Database& database) {
  RelaySession session(database.endpoint().as(store::Role::relay));
  while (!session.lead())
    std::this_thread::sleep_for(5ms);
  return session;
}

TEST(Relay, LetsNobodyWaitForATransactionThatStaysOpen) {
  Database database({schema()});
  auto relay = leading_session(database);
  Writer late(database, 1);
  Writer early(database, 2);
  late.begin();
  late.emit("a", "late 1");
  early.begin();
  early.emit("b", "early");
  early.commit();
  EXPECT_EQ(relay.move().rows, 1);
  const auto horizon = relay.horizon();
  ASSERT_TRUE(horizon.has_value());
  EXPECT_EQ(std::to_string(horizon->pid),
            database.value("select pid from pg_stat_activity where state = 'idle in transaction'"
                           " and datname = current_database()"));
  // Moves in between must not pass over numbers that are still to come.
  for (int i = 0; i < 10; ++i) {
    early.begin();
    early.emit("b", "more");
    early.commit();
    EXPECT_EQ(relay.move().rows, 1);
  }
  late.emit("a", "late 2");
  late.commit();
  const auto moved = relay.move();
  EXPECT_EQ(moved.rows, 2);
  EXPECT_EQ(moved.position, 13);
  EXPECT_EQ(relay.head(), 13);
  EXPECT_EQ(relay.waiting().events, 0);
  EXPECT_FALSE(relay.horizon().has_value());
  const auto all = logged(database);
  EXPECT_EQ(all.front(), "early");
  EXPECT_EQ(all.at(11), "late 1");
  EXPECT_EQ(all.at(12), "late 2");
}

// The order that neither numbers of transactions nor their commits alone would give: the one that
// began first appends last, having seen what the other committed.
TEST(Relay, KeepsTheOrderOfAStreamWhoseWritersSawEachOther) {
  Database database({schema()});
  auto relay = leading_session(database);
  Writer first(database, 1);
  Writer second(database, 1);
  Writer bystander(database, 2);
  bystander.begin();
  bystander.emit("other", "stays open");
  first.begin();
  first.emit("elsewhere", "gives it the lower transaction id");
  second.begin();
  second.emit("s", "version 1");
  second.commit();
  first.emit("s", "version 2");
  first.commit();
  EXPECT_EQ(relay.move().rows, 3);
  EXPECT_THAT(logged(database),
              ElementsAre("gives it the lower transaction id", "version 1", "version 2"));
  bystander.commit();
  EXPECT_EQ(relay.move().rows, 1);
}

TEST(Relay, MovesInBatches) {
  Database database({schema()});
  auto relay = leading_session(database);
  database.execute(
      "insert into kernel.outbox (tenant_id, id, stream, type, version, payload, occurred_at)"
      " select 1 + n % 3, gen_random_uuid(), 's', 'test', 1, n::text, 0"
      " from generate_series(1, 2500) n");
  EXPECT_EQ(relay.move().rows, kRelayBatch);
  EXPECT_EQ(relay.move().rows, 2500 - kRelayBatch);
  EXPECT_EQ(relay.move().rows, 0);
  const auto payloads = logged(database);
  ASSERT_EQ(payloads.size(), 2500U);
  for (std::size_t i = 0; i < payloads.size(); ++i)
    ASSERT_EQ(payloads[i], std::to_string(i + 1));
  EXPECT_EQ(database.value("select count(*) from kernel.outbox"), "0");
}

TEST(Relay, HasOneLeader) {
  Database database({schema()});
  std::optional<RelaySession> first(leading_session(database));
  RelaySession second(database.endpoint().as(store::Role::relay));
  EXPECT_FALSE(second.lead());
  EXPECT_TRUE(first->lead());
  first.reset();
  const auto deadline = soon();
  while (!second.lead()) {
    ASSERT_FALSE(deadline.passed());
    std::this_thread::sleep_for(5ms);
  }
}

// A writer's transactions, of random length and pace, some rolled back: what it committed, in
// order.
using Transaction = std::vector<std::string>;
std::vector<Transaction> write_at_random(const Database& database, int number, unsigned seed) {
  std::mt19937 random(seed + static_cast<unsigned>(number));
  const auto any = [&](int limit) {
    return static_cast<int>(random() % static_cast<unsigned>(limit));
  };
  Writer writer(database, 1 + number % 2);
  std::vector<Transaction> committed;
  for (int t = 0; t < 40; ++t) {
    Transaction transaction;
    writer.begin();
    for (int events = any(6); events >= 0; --events) {
      transaction.push_back(std::to_string(number) + ":" + std::to_string(t) + ":" +
                            std::to_string(transaction.size()));
      writer.emit("stream " + std::to_string(any(3)), transaction.back());
      std::this_thread::sleep_for(std::chrono::microseconds(any(2'000)));
    }
    if (any(5) == 0) {
      writer.roll_back();
      continue;
    }
    writer.commit();
    committed.push_back(std::move(transaction));
  }
  return committed;
}

// Nothing is lost, nothing invented, a transaction's events stand in the order in which they were
// emitted, and the transactions of one writer follow each other as they were committed.
TEST(Relay, KeepsTheOrderOfConcurrentWriters) {
  for (const unsigned seed : {1U, 20U, 300U}) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Database database({schema()});
    std::atomic<int> changes{0};
    Relay relay(database.endpoint().as(store::Role::relay), [&] { ++changes; });
    relay.start();
    constexpr int kWriters = 6;
    std::vector<std::vector<Transaction>> committed(kWriters);
    {
      std::vector<std::jthread> threads;
      for (int i = 0; i < kWriters; ++i)
        threads.emplace_back([&, i] {
          committed[static_cast<std::size_t>(i)] = write_at_random(database, i, seed);
        });
    }
    relay.stop();  // moves what is left
    const auto payloads = logged(database);
    std::map<std::string, std::size_t> position;
    for (std::size_t i = 0; i < payloads.size(); ++i)
      ASSERT_TRUE(position.emplace(payloads[i], i).second) << payloads[i] << " is there twice";
    std::size_t events = 0;
    for (const auto& transactions : committed) {
      std::size_t last = 0;
      for (const auto& transaction : transactions) {
        events += transaction.size();
        for (const auto& event : transaction) {
          ASSERT_TRUE(position.contains(event)) << event << " is lost";
          EXPECT_TRUE(position[event] > last || last == 0) << event;
          last = position[event];
        }
      }
    }
    EXPECT_EQ(events, payloads.size());
    EXPECT_EQ(database.value("select max(position) from kernel.events"), std::to_string(events));
    EXPECT_EQ(database.value("select position from kernel.cursors where name = 'relay'"),
              std::to_string(events));
    EXPECT_GT(changes, 1);
  }
}

TEST(Relay, GoesOnAfterItsSessionIsLost) {
  Database database({schema()});
  Relay relay(database.endpoint().as(store::Role::relay), [] {});
  relay.start();
  Writer writer(database, 1);
  const auto deadline = soon();
  for (int i = 1; i <= 3; ++i) {
    writer.begin();
    writer.emit("s", std::to_string(i));
    writer.commit();
    while (relay.head().position < i) {
      ASSERT_FALSE(deadline.passed());
      std::this_thread::sleep_for(1ms);
    }
    database.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity"
        " where usename = 'sangam_relay' and datname = current_database()");
  }
  relay.stop();
  EXPECT_GE(relay.counters().sessions, 3U);
  EXPECT_THAT(logged(database), ElementsAre("1", "2", "3"));
}

TEST(Relay, PrunesTheInboxBehindItsConsumer) {
  Database database({schema()});
  auto relay = leading_session(database);
  database.execute("insert into kernel.consumers (name, position) values ('c', 10)");
  database.execute(
      "insert into kernel.inbox (tenant_id, consumer, event_id, position, received_at)"
      " select 1, 'c', gen_random_uuid(), n, 0 from generate_series(8, 12) n");
  database.execute(
      "insert into kernel.inbox (tenant_id, consumer, event_id, position)"
      " values (1, 'c', gen_random_uuid(), 7)");
  EXPECT_EQ(relay.prune_inbox(), 3);
  EXPECT_EQ(database.value("select string_agg(position::text, ' ' order by position)"
                           " from kernel.inbox"),
            "7 11 12");
}

void emit_many(const Database& database, int from, int to) {
  store::BatchConnection root(database.endpoint().as(store::Role::root), soon());
  root.script(
      "insert into kernel.outbox (tenant_id, id, stream, type, version, payload,"
      " occurred_at) select 1, gen_random_uuid(), 's', 'test', 1, n::text, 0"
      " from generate_series(" +
          std::to_string(from) + ", " + std::to_string(to) + ") n",
      soon());
}

TEST(Relay, DropsPiecesOfTheLogThatNobodyNeeds) {
  Database database({schema()});
  const LogSettings settings{.partition = 2'000, .keep = 0ns, .hold = std::chrono::hours(1)};
  RelaySession relay(database.endpoint().as(store::Role::relay), settings);
  ASSERT_TRUE(relay.lead());
  emit_many(database, 1, 7'000);
  while (relay.move().rows > 0) {
  }
  database.execute("insert into kernel.consumers (name, position) values ('slow', 3000)");
  EXPECT_EQ(relay.rotate(), 1);  // 1 to 2000; the next holds 3001
  EXPECT_EQ(database.value("select min(position) from kernel.events"), "2001");
  const auto hold = relay.hold();
  EXPECT_EQ(hold.held_by, "slow");
  EXPECT_EQ(hold.oldest, 2001);
  database.execute("update kernel.consumers set position = 3999");
  EXPECT_EQ(relay.rotate(), 0);
  database.execute("update kernel.consumers set position = 4000");
  EXPECT_EQ(relay.rotate(), 1);
  EXPECT_EQ(database.value("select count(*) from kernel.log_partitions where closed_at is null"),
            "2");  // what is being filled, and the one ahead
  EXPECT_EQ(database.value("select lost_to from kernel.consumers"), "0");
}

TEST(Relay, DropsInTheEndWhatAConsumerNeverReads) {
  Database database({schema()});
  const LogSettings settings{.partition = 2'000, .keep = 0ns, .hold = 0ns};
  RelaySession relay(database.endpoint().as(store::Role::relay), settings);
  ASSERT_TRUE(relay.lead());
  emit_many(database, 1, 5'000);
  while (relay.move().rows > 0) {
  }
  database.execute("insert into kernel.consumers (name, position) values ('dead', 10)");
  EXPECT_EQ(relay.rotate(), 2);
  EXPECT_EQ(database.value("select lost_to from kernel.consumers"), "4000");
  emit_many(database, 5'001, 6'000);
  EXPECT_EQ(relay.move().position, 6'000);
}

// The plans of what the two statements read that run all the time.
TEST(Relay, ReadsByIndex) {
  Database database({schema()});
  store::BatchConnection session(database.endpoint().as(store::Role::relay), soon());
  session.script(std::string(kRelayPlanning), soon());
  const auto plan = [&](std::string sql) {
    const auto result = session.script("explain " + sql, soon());
    std::string text;
    for (int i = 0; i < result.rows(); ++i)
      text.append(result.value(i, 0)).append("\n");
    return text;
  };
  EXPECT_THAT(plan("select o.ctid from kernel.outbox o where o.seq > 5 order by o.seq limit 10"),
              ::testing::HasSubstr("Index Scan using outbox_in_order"));
  session.script("select kernel.extend_log(1, 10000)", soon());
  EXPECT_THAT(plan("select e.* from unnest('{a,b}'::text[]) t cross join lateral (select * from"
                   " kernel.events e where e.type = t and e.position > 5 and e.position <= 10"
                   " order by e.position limit 10) e order by e.position limit 10"),
              ::testing::HasSubstr("type_position_idx"));
}

}  // namespace
}  // namespace sangam::events
