// The conformance suite of event logs, on each of them.

#include "kernel/events/event_log.h"

#include <gtest/gtest.h>

#include "kernel/events/postgres_log.h"
#include "kernel/events/relay_session.h"
#include "kernel/events/schema.h"
#include "kernel/events/testing/event_log_conformance.h"
#include "kernel/events/testing/memory_log.h"
#include "kernel/store/kernel_statements.h"
#include "kernel/store/testing/database.h"

namespace sangam::events {
namespace {

using store::testing::Database;

Task<void> emit_one(Database& database, Event event) {
  auto work = database.work(event.tenant_id);
  work.later(store::kEmit, event.id, event.stream, event.type, event.version, event.payload,
             event.occurred_at);
  co_await work.commit();
}

class PostgresSubject final : public testing::ConformingLog {
 public:
  EventLog& log() override { return log_; }
  runtime::EventLoop& loop() override { return database_.loop(); }
  void publish(std::vector<Event> events) override {
    for (auto& event : events)
      run(emit_one(database_, std::move(event)));
    RelaySession relay(database_.endpoint().as(store::Role::relay));
    ASSERT_TRUE(relay.lead());
    while (relay.move().rows > 0) {
    }
  }

 private:
  Database database_{{schema()}};
  PostgresLog log_{database_.pool(store::Role::relay)};
};

class MemorySubject final : public testing::ConformingLog {
 public:
  EventLog& log() override { return log_; }
  runtime::EventLoop& loop() override { return loop_; }
  void publish(std::vector<Event> events) override {
    for (auto& event : events)
      log_.append(std::move(event));
  }

 private:
  runtime::EventLoop loop_;
  testing::MemoryLog log_;
};

TEST(EventLog, ConformsInPostgres) {
  PostgresSubject subject;
  testing::check_conformance(subject);
}

TEST(EventLog, ConformsInMemory) {
  MemorySubject subject;
  testing::check_conformance(subject);
}

}  // namespace
}  // namespace sangam::events
