#include "suites/platform/events/events.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kernel/api/entity_tag.h"
#include "kernel/events/schema.h"
#include "kernel/store/explain_check.h"
#include "kernel/store/testing/database.h"
#include "suites/platform/events/statements.h"

namespace sangam::suites::platform {
namespace {

using store::testing::Database;
using store::testing::run_until_done;
using ::testing::ElementsAre;

struct Paid {
  static constexpr std::string_view kEventType = "test.paid";
  static constexpr std::int32_t kEventVersion = 1;
  std::int64_t units = 0;
};
SANGAM_DESCRIBE(Paid, (units, "How much"))

class EventsTest : public ::testing::Test {
 protected:
  EventsTest() {
    declare(module_, services_);
    module_.event<Paid>("Something was paid");
    services_.set_modules({&module_});
    database_.execute(
        "select kernel.extend_log(1, 10000);"
        "update kernel.cursors set position = 40;"
        "insert into kernel.events (tenant_id, position, id, stream, type, version, payload,"
        " occurred_at) select 7 + n % 2, n, gen_random_uuid(), 's' || n % 3, 'test.paid', 1,"
        " '{\"units\":' || n || '}', n from generate_series(1, 40) n");
    database_.execute(
        "insert into kernel.parked_events (tenant_id, consumer, event_id, position, stream, type,"
        " version, payload, occurred_at, tries, error) select tenant_id, 'test.clerk', id,"
        " position, stream, type, version, payload, occurred_at, 3, 'cannot'"
        " from kernel.events where position in (1, 2)");
  }

  api::Call::Parts parts(std::string_view name, std::int32_t tenant = 7) {
    auto identity = std::make_shared<api::Identity>();
    identity->tenant = std::make_shared<api::Tenant>();
    identity->tenant->number = tenant;
    identity->principal.id_text = "usr_1";
    const auto operation = std::ranges::find(module_.operations(), name, &api::Operation::name);
    return {.operation = &*operation,
            .identity = identity,
            .if_match = if_match_,
            .deadline = store::testing::soon(),
            .loop = &database_.loop(),
            .pools = {.app = &database_.pool(), .auth = &database_.pool(store::Role::auth)},
            .system_time = {1'700'000'000'000'000'000}};
  }

  template <auto kHandler, class Service, class Request>
  auto run(std::string_view name, Service& service, Request request, std::int32_t tenant = 7) {
    return run_until_done(database_.loop(),
                          serve<kHandler>(parts(name, tenant), service, std::move(request)));
  }
  // As the dispatcher does it, on the loop from beginning to end.
  template <auto kHandler, class Service, class Request,
            class Task = std::invoke_result_t<decltype(kHandler), Service&, api::Call&, Request>>
  static Task serve(api::Call::Parts parts, Service& service, Request request) {
    api::Call call(std::move(parts));
    auto value = co_await (service.*kHandler)(call, std::move(request));
    if (call.operation().kind == api::Kind::command) call.audit(call.work());
    if (call.has_open_work()) co_await call.work().commit();
    co_return value;
  }
  EventId event_at(int position) {
    EventId id;
    SANGAM_ASSERT(
        !EventId::parse_sql(database_.value("select id from kernel.events where position = " +
                                            std::to_string(position)),
                            id));
    return id;
  }
  NameDeadLetter letter(int position) {
    return {ConsumerName::of("test.clerk"), event_at(position)};
  }

  Database database_{{events::schema()}};
  api::Module module_{"platform"};
  std::string if_match_;
  EventsModule services_;
};

TEST_F(EventsTest, ATenantReadsItsOwn) {
  ListEvents request;
  request.paging.limit.emplace().value = 3;
  const auto page = run<&EventQueries::list>("events.list", services_.queries, request);
  ASSERT_EQ(page.items.size(), 3U);
  EXPECT_EQ(page.items[0].position, 40);
  EXPECT_EQ(page.items[1].position, 38);
  EXPECT_EQ(page.items[0].payload.text, R"({"units":40})");
  request.stream = StreamName::of("s1");
  request.paging.cursor = Text<1, 1024>::of(*page.next);
  const auto next = run<&EventQueries::list>("events.list", services_.queries, request);
  EXPECT_EQ(next.items.front().position, 34);
  EXPECT_EQ(run<&EventQueries::get>("events.get", services_.queries, GetEvent{{2}}).stream, "s2");
  EXPECT_THROW(run<&EventQueries::get>("events.get", services_.queries, GetEvent{{3}}), Error);
  const auto types = run<&EventQueries::types>("events.types", services_.queries, Nothing{});
  ASSERT_EQ(types.items.size(), 1U);
  EXPECT_THAT(types.items[0].schema.text, ::testing::HasSubstr("units"));
}

TEST_F(EventsTest, ALetterIsMendedRequeuedAndSkipped) {
  auto& letters = services_.dead_letters;
  const auto listed = run<&DeadLetters::list>("dead_letters.list", letters, ListDeadLetters{});
  ASSERT_EQ(listed.items.size(), 1U);
  EXPECT_EQ(listed.items[0].error, "cannot");
  const auto edit = [&](std::string_view payload) {
    return run<&DeadLetters::edit>("dead_letters.edit", letters,
                                   EditDeadLetter{ConsumerName::of("test.clerk"), event_at(2),
                                                  Text<2, 100'000>::of(payload), std::nullopt});
  };
  EXPECT_THROW(edit("{]"), Error);
  EXPECT_THROW(edit("[]"), Error);
  EXPECT_THROW(edit(R"({"units":"two"})"), Error);
  edit(R"({"units":20})");
  if_match_ = "of another version";
  EXPECT_THROW(edit(R"({"units":21})"), Error);
  const auto seen = run<&DeadLetters::get>("dead_letters.get", letters, letter(2));
  const auto tag = api::etag_of(api::to_json(seen));
  if_match_ = tag;
  const auto again = edit(R"({"units":21})");
  EXPECT_THROW(edit(R"({"units":22})"), Error);
  if_match_.clear();
  EXPECT_EQ(again.original->text, R"({"units":2})");
  const auto read = run<&DeadLetters::get>("dead_letters.get", letters, letter(2));
  EXPECT_EQ(read.payload.text, R"({"units":21})");
  EXPECT_EQ(read.original->text, R"({"units":2})");
  EXPECT_EQ(read.edited_by, "usr_1");
  const auto decision = [&](std::optional<std::string_view> reason) {
    DecideDeadLetter decision{ConsumerName::of("test.clerk"), event_at(2), std::nullopt};
    if (reason) decision.reason = api::Reason::of(*reason);
    return decision;
  };
  run<&DeadLetters::requeue>("dead_letters.requeue", letters, decision("the rate was mended"));
  EXPECT_THROW(run<&DeadLetters::skip>("dead_letters.skip", letters, decision({})), Error);
  EXPECT_EQ(database_.value("select string_agg(detail, ' ' order by xid::text::int8)"
                            " from kernel.audit"),
            R"({"before":{"payload":{"units":2}},"after":{"payload":{"units":20}}})"
            R"( {"before":{"payload":{"units":20}},"after":{"payload":{"units":21}}})"
            R"( {"reason":"the rate was mended"})");
  EXPECT_EQ(database_.value("select state from kernel.parked_events where position = 2"),
            "requeued");
  EXPECT_THROW(run<&DeadLetters::get>("dead_letters.get", letters, letter(1)), Error);
}

TEST_F(EventsTest, AStreamThatStandsStillTellsWhatItWaitsFor) {
  database_.execute(
      "insert into kernel.parked_streams (tenant_id, consumer, stream, parked_at) values"
      " (7, 'test.clerk', 's2', 5), (7, 'test.other', 's1', 6), (8, 'test.clerk', 's1', 7)");
  database_.execute(
      "insert into kernel.parked_events (tenant_id, consumer, event_id, position, stream, type,"
      " version, payload, occurred_at, tries, error, state) select tenant_id, 'test.clerk', id,"
      " position, stream, type, version, payload, occurred_at, 0, 'waits', 'queued'"
      " from kernel.events where tenant_id = 7 and position in (8, 14)");
  auto& letters = services_.dead_letters;
  const auto list = [&](ListParkedStreams request) {
    return run<&DeadLetters::streams>("parked_streams.list", letters, std::move(request));
  };
  ListParkedStreams request;
  request.paging.limit.emplace().value = 1;
  auto page = list(request);
  ASSERT_EQ(page.items.size(), 1U);
  const auto& parked = page.items[0];
  EXPECT_EQ(parked.consumer + " " + parked.stream, "test.clerk s2");
  EXPECT_EQ(parked.event, event_at(2));
  EXPECT_EQ(parked.position, 2);
  EXPECT_EQ(parked.error, "cannot");
  EXPECT_EQ(parked.waiting, 2);
  request.paging.cursor = Text<1, 1024>::of(*page.next);
  page = list(request);
  ASSERT_EQ(page.items.size(), 1U);
  EXPECT_EQ(page.items[0].consumer, "test.other");
  EXPECT_FALSE(page.items[0].event.has_value()) << "about to be released";
  EXPECT_FALSE(page.next.has_value());
  EXPECT_TRUE(list({.paging = {}, .consumer = ConsumerName::of("none")}).items.empty());
}

TEST_F(EventsTest, OperatorsSeeConsumersAndReplay) {
  auto& admin = services_.administration;
  database_.execute("insert into kernel.consumers (name, position) values ('a', 40), ('b', 30)");
  database_.execute("update kernel.consumers set error = 'no' where name = 'b'");
  const auto list = run<&EventAdministration::consumers>("consumers.list", admin, Nothing{}, 1);
  ASSERT_EQ(list.items.size(), 2U);
  EXPECT_EQ(list.items[0].state, "running");
  EXPECT_EQ(list.items[1].state, "failing");
  EXPECT_EQ(list.items[1].lag, 10);
  StartReplay request{.consumer = ConsumerName::of("b")};
  request.types.emplace().push_back(TypeName::of("test.paid"));
  const auto replay = run<&EventAdministration::replay>("consumers.replay", admin, request, 1);
  EXPECT_EQ(replay.first, 1);
  EXPECT_EQ(replay.last, 40);
  EXPECT_FALSE(replay.sends);
  EXPECT_THROW(run<&EventAdministration::replay>("consumers.replay", admin, request, 1), Error);
  EXPECT_EQ(
      run<&EventAdministration::cancel>("replays.cancel", admin, NameReplay{replay.id}, 1).state,
      "cancelled");
  request.rebuild = true;
  EXPECT_THROW(run<&EventAdministration::replay>("consumers.replay", admin, request, 1), Error);
  request = {.consumer = ConsumerName::of("nobody")};
  EXPECT_THROW(run<&EventAdministration::replay>("consumers.replay", admin, request, 1), Error);
  const auto relay = run<&EventAdministration::relay>("relay.status", admin, Nothing{}, 1);
  EXPECT_EQ(relay.position, 40);
  EXPECT_EQ(relay.partitions, 1);
}

TEST_F(EventsTest, StatementsUseIndexes) {
  const auto problems =
      store::check_plans(database_.endpoint(), kEventStatements, {}, store::testing::soon());
  for (const auto& problem : problems)
    ADD_FAILURE() << problem.statement << ": " << problem.problem << "\n" << problem.plan;
}

}  // namespace
}  // namespace sangam::suites::platform
