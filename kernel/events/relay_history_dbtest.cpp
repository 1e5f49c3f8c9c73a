// What the log must be, whatever happens: a seeded simulation of writers whose streams have
// versions, with transactions that abort, stay open or got their id early, while the relay is
// killed again and again; and a checker of the history that results.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <mutex>
#include <random>
#include <thread>

#include "kernel/events/relay.h"
#include "kernel/events/schema.h"
#include "kernel/store/testing/database.h"

namespace sangam::events {
namespace {

using namespace std::chrono_literals;
using store::testing::Database;
using store::testing::soon;

constexpr int kStreams = 4;

constexpr store::SchemaFile kStreamFiles[] = {{"001_streams.sql", R"(
-- schema: test
-- table: test.streams scope=tenant app=select,insert,update
create table test.streams (tenant_id int4 not null, name text not null, version int8 not null,
  primary key (tenant_id, name));
)"}};
constexpr store::ModuleSchema kStreamSchema{"test/streams", kStreamFiles};

// What writers believe is committed: the highest version of each stream.
struct Books {
  std::mutex mutex;
  std::map<std::string, std::int64_t> committed;
};

class SeededWriter {
 public:
  SeededWriter(const Database& database, unsigned seed)
      : session_(database.endpoint().as(store::Role::app), soon()), random_(seed) {}

  void work(int transactions, Books& books) {
    for (int i = 0; i < transactions; ++i)
      transact(books);
  }

 private:
  int any(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }
  void rest(int most_us) { std::this_thread::sleep_for(std::chrono::microseconds(any(most_us))); }

  std::string append(const std::string& stream) {
    const auto row = session_.script(
        "with next as (update test.streams set version = version + 1 where tenant_id = 1"
        " and name = '" +
            stream +
            "' returning version),"
            " emitted as (insert into kernel.outbox (tenant_id, id, stream, type, version, payload,"
            " occurred_at) select 1, gen_random_uuid(), '" +
            stream + "', 'test', 1, version::text, 0 from next) select version from next",
        soon());
    return std::string(row.value(0, 0));
  }

  void transact(Books& books) {
    session_.script("begin; select set_config('sangam.tenant', '1', true)", soon());
    // An id that is older than those of transactions which commit meanwhile.
    if (any(3) == 0) session_.script("select pg_current_xact_id()", soon());
    if (any(4) == 0) rest(20'000);
    // In the order of names, so that nobody waits in a circle.
    std::map<std::string, std::int64_t> written;
    for (int s = 0; s < kStreams; ++s) {
      if (any(2) == 0) continue;
      const auto stream = "stream " + std::to_string(s);
      for (int events = any(3); events >= 0; --events)
        written[stream] = std::stoll(append(stream));
      rest(1'000);
    }
    if (any(6) == 0) {
      session_.script("rollback", soon());
      return;
    }
    session_.script("commit", soon());
    const std::lock_guard lock(books.mutex);
    for (const auto& [stream, version] : written)
      books.committed[stream] = std::max(books.committed[stream], version);
  }

  store::BatchConnection session_;
  std::mt19937 random_;
};

// Every stream must stand in the log as 1, 2, 3 … up to what was committed: nothing lost, doubled
// or out of order.
void check_history(const Database& database, const Books& books) {
  store::BatchConnection root(database.endpoint().as(store::Role::root), soon());
  const auto log =
      root.script("select stream, payload, position from kernel.events order by position", soon());
  std::map<std::string, std::int64_t> seen;
  for (int i = 0; i < log.rows(); ++i) {
    const std::string stream(log.value(i, 0));
    ASSERT_EQ(std::string(log.value(i, 1)), std::to_string(++seen[stream]))
        << stream << " at position " << log.value(i, 2);
    ASSERT_EQ(std::string(log.value(i, 2)), std::to_string(i + 1));
  }
  EXPECT_EQ(seen, books.committed);
}

void kill_relay_now_and_then(Database& database, std::stop_token stop, unsigned seed) {
  std::mt19937 random(seed);
  while (!stop.stop_requested()) {
    std::this_thread::sleep_for(std::chrono::milliseconds(random() % 60));
    database.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity"
        " where usename = 'sangam_relay' and datname = current_database()");
  }
}

void simulate(unsigned seed) {
  SCOPED_TRACE("seed " + std::to_string(seed));
  Database database({schema(), kStreamSchema});
  for (int s = 0; s < kStreams; ++s)
    database.execute("insert into test.streams values (1, 'stream " + std::to_string(s) + "', 0)");
  const LogSettings settings{.partition = 2'000};
  Relay relay(database.endpoint().as(store::Role::relay), [] {}, settings);
  Relay rival(database.endpoint().as(store::Role::relay), [] {}, settings);
  relay.start();
  rival.start();
  Books books;
  {
    std::jthread killer(
        [&](std::stop_token stop) { kill_relay_now_and_then(database, std::move(stop), seed); });
    std::vector<std::jthread> writers;
    for (unsigned i = 0; i < 6; ++i)
      writers.emplace_back([&, i] { SeededWriter(database, seed * 100 + i).work(40, books); });
  }
  const auto deadline = soon();
  while (database.value("select count(*) from kernel.outbox") != "0" && !deadline.passed())
    std::this_thread::sleep_for(10ms);
  relay.stop();
  rival.stop();
  check_history(database, books);
}

TEST(RelayHistory, NothingLostDoubledOrReorderedInAnyStream) {
  for (const unsigned seed : {1U, 2U, 3U})
    simulate(seed);
}

}  // namespace
}  // namespace sangam::events
