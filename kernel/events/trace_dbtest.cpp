// A trace goes on from the request that emits to whoever handles the event.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kernel/api/json_writer.h"
#include "kernel/clock/clock.h"
#include "kernel/events/schema.h"
#include "kernel/events/testing/clerk.h"
#include "kernel/store/kernel_statements.h"
#include "kernel/store/testing/sample_schema.h"
#include "kernel/telemetry/tracer.h"

namespace sangam::events {
namespace {

using store::testing::Database;
using store::testing::kShop;
using store::testing::run_until_done;
using testing::Clerk;
using ::testing::ElementsAre;
using testing::EventPath;
using testing::note;
using testing::Noted;

telemetry::Trace begun() {
  telemetry::Trace trace;
  trace.begin({});
  trace.set_operation("test.request");
  return trace;
}

Task<void> emit_in(Database& database, telemetry::Trace& trace, std::string text) {
  auto work = database.work(1);
  work.record_in(&trace);
  const auto now = clock::system_now();
  work.later(store::kEmit, clock::new_uuid(now), "s", Noted::kEventType, Noted::kEventVersion,
             api::to_json(Noted{std::move(text)}), now);
  co_await work.commit();
}

// What was kept of the consumers' work in a trace.
std::vector<telemetry::FinishedTracePointer> work_in(const telemetry::Trace& trace) {
  return telemetry::tracer().recent().get(trace.id());
}

std::string stored(const telemetry::Trace& trace) {
  return "\\x" + telemetry::to_hex(trace.context(trace.root()));
}

class EventTrace : public ::testing::Test {
 protected:
  EventTrace() { telemetry::tracer().configure({.ratio = 1}); }

  Database database_{{schema(), kShop}};
  Clerk clerk_;
};

TEST_F(EventTrace, GoesOnWithTheConsumer) {
  auto trace = begun();
  run_until_done(database_.loop(), emit_in(database_, trace, "1"));
  note(database_, 1, "s", {"2"});
  auto consumer = clerk_.consumer();
  const auto handle = consumer.handle;
  consumer.handle = [handle](Delivery& delivery) -> Task<void> {
    EXPECT_EQ(delivery.trace() != nullptr, delivery.event().trace.has_value());
    if (delivery.trace())
      delivery.later(store::kEmit, clock::new_uuid(clock::system_now()), "t", "test.followed", 1,
                     "{}", clock::system_now());
    return handle(delivery);
  };
  EventPath path(database_, std::move(consumer));
  path.run_until([&] { return path.counters().position >= 2; });
  path.stop();
  EXPECT_EQ(database_.value("select trace from kernel.events where position = 1"), stored(trace));
  EXPECT_EQ(database_.value("select trace is null from kernel.events where position = 2"), "t");
  const auto work = work_in(trace);
  ASSERT_EQ(work.size(), 1U);
  EXPECT_EQ(work[0]->operation, "test.clerk");
  EXPECT_EQ(work[0]->kind, telemetry::SpanKind::consumer);
  EXPECT_EQ(work[0]->parent, trace.root());
  EXPECT_EQ(work[0]->tenant, 1);
  EXPECT_FALSE(work[0]->spans.empty()) << "its exchanges with the database";
  const telemetry::TraceParent next{trace.id(), work[0]->root, true};
  EXPECT_EQ(database_.value("select trace from (select type, trace from kernel.outbox union all"
                            " select type, trace from kernel.events) e"
                            " where type = 'test.followed'"),
            "\\x" + telemetry::to_hex(next));
}

TEST_F(EventTrace, IsToldToEachOfThoseHandledTogether) {
  auto first = begun();
  auto second = begun();
  run_until_done(database_.loop(), emit_in(database_, first, "1"));
  run_until_done(database_.loop(), emit_in(database_, second, "2"));
  auto consumer = clerk_.consumer();
  consumer.batch = 10;
  const auto handle = consumer.handle;
  consumer.handle = [handle](Delivery& delivery) {
    EXPECT_EQ(delivery.trace(), nullptr) << "the unit of work belongs to both";
    return handle(delivery);
  };
  EventPath path(database_, std::move(consumer));
  path.run_until([&] { return path.counters().position >= 2; });
  path.stop();
  ASSERT_EQ(work_in(first).size(), 1U);
  ASSERT_EQ(work_in(second).size(), 1U);
  EXPECT_EQ(work_in(second)[0]->parent, second.root());
}

TEST_F(EventTrace, IsKeptWithADeadLetterAndItsRequeue) {
  auto trace = begun();
  run_until_done(database_.loop(), emit_in(database_, trace, "1"));
  bool broken = true;
  clerk_.before = [&](const std::string&, int) {
    if (broken) throw Undeliverable("no");
  };
  EventPath path(database_, clerk_.consumer());
  path.run_until([&] { return path.counters().parked == 1; });
  EXPECT_EQ(database_.value("select trace from kernel.parked_events"), stored(trace));
  broken = false;
  database_.execute("update kernel.parked_events set state = 'requeued'");
  path.run_until([&] { return path.counters().requeued == 1; });
  path.stop();
  const auto work = work_in(trace);
  ASSERT_EQ(work.size(), 2U);
  EXPECT_EQ(work[0]->kept_as, telemetry::TraceClass::failed);
  EXPECT_EQ(work[1]->kept_as, telemetry::TraceClass::ordinary);
}

}  // namespace
}  // namespace sangam::events
