#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kernel/http/client/testing/scripted_server.h"
#include "kernel/store/explain_check.h"
#include "suites/platform/webhooks/signature.h"
#include "suites/platform/webhooks/source_statements.h"
#include "suites/platform/webhooks/statements.h"
#include "suites/platform/webhooks/testing/post_office.h"

namespace sangam::suites::platform::webhooks {
namespace {

using http::client::testing::answer;
using http::client::testing::ScriptedServer;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::PostOffice;
using testing::Running;

// The value of a header line of a request; the name as we send it.
std::string header(const std::string& request, const std::string& name) {
  const auto at = request.find("\r\n" + name + ": ");
  if (at == std::string::npos) return {};
  const auto begin = at + name.size() + 4;
  return request.substr(begin, request.find("\r\n", begin) - begin);
}

std::string body(const std::string& request) {
  return request.substr(request.find("\r\n\r\n") + 4);
}

// The texts of the notes that a sink was sent, in order.
std::vector<std::string> texts(ScriptedServer& sink) {
  std::vector<std::string> found;
  for (const auto& request : sink.requests()) {
    const auto at = request.find("{\"text\":\"") + 9;
    found.push_back(request.substr(at, request.find('"', at) - at));
  }
  return found;
}

bool signed_with(const std::string& request, const std::string& secret) {
  const auto signature = sign(*secret_bytes(secret), header(request, "webhook-id"),
                              std::stoll(header(request, "webhook-timestamp")), body(request));
  return header(request, "webhook-signature").find(signature) != std::string::npos;
}

TEST(Delivery, IsSignedInOrderAndLogged) {
  ScriptedServer sink({answer(200, "thank you")});
  PostOffice office;
  const auto made = office.create(sink.url("/hook"));
  office.note({"one", "two", "three"});
  office.note({"four"});
  office.run_until([&] { return office.running->dispatcher().counters().delivered == 4; });
  EXPECT_THAT(texts(sink), ElementsAre("one", "two", "three", "four"));
  const auto request = sink.requests().front();
  EXPECT_THAT(request, ::testing::StartsWith("POST /hook HTTP/1.1\r\n"));
  EXPECT_THAT(header(request, "webhook-id"), ::testing::StartsWith("msg_"));
  EXPECT_EQ(header(request, "Content-Type"), "application/json");
  EXPECT_THAT(body(request), HasSubstr(R"({"type":"test.noted","timestamp":")"));
  EXPECT_TRUE(signed_with(request, made.secret));
  EXPECT_EQ(office.value("select count(*) from webhooks.deliveries"), "0");
  EXPECT_EQ(office.value("select concat_ws(' ', count(*), min(status), min(response), min(number))"
                         " from webhooks.attempts where outcome = 'delivered'"),
            "4 200 thank you 1");
  const auto sealed = office.value("select encode(secret, 'escape') from webhooks.endpoints");
  EXPECT_EQ(sealed.find(made.secret), std::string::npos);
  EXPECT_EQ(sealed.find(*secret_bytes(made.secret)), std::string::npos);
}

TEST(Delivery, WaitsBehindAFailureAndRepeatsItsId) {
  ScriptedServer sink({answer(500, "no"), answer(200)});
  PostOffice office;
  office.create(sink.url());
  office.note({"one", "two"});
  office.run_until([&] { return office.running->dispatcher().counters().failed == 1; });
  EXPECT_EQ(office.value("select string_agg(concat_ws(' ', state, tries), ',' order by sequence)"
                         " from webhooks.deliveries"),
            "waiting 1,waiting 0");
  EXPECT_EQ(office.value("select failing_since is not null and paused_until > 0"
                         " from webhooks.endpoints"),
            "t");
  const auto last = [&] {
    return office.value(
        "select concat_ws(' ', last_outcome, last_status, failed_in_a_row,"
        " last_at = (select max(at) from webhooks.attempts))"
        " from webhooks.endpoints");
  };
  EXPECT_EQ(last(), "failed 500 1 t");
  office.pass_time();
  office.run_until([&] { return office.running->dispatcher().counters().delivered == 2; });
  EXPECT_EQ(last(), "delivered 200 0 t");
  EXPECT_THAT(texts(sink), ElementsAre("one", "one", "two"));
  const auto requests = sink.requests();
  EXPECT_EQ(header(requests[0], "webhook-id"), header(requests[1], "webhook-id"));
  EXPECT_EQ(body(requests[0]), body(requests[1]));
  EXPECT_EQ(office.value("select failing_since is null from webhooks.endpoints"), "t");
}

TEST(Delivery, PassesAFailureWhereOrderDoesNotMatter) {
  ScriptedServer sink({answer(500), answer(200)});
  PostOffice office;
  office.create(sink.url(), false);
  office.note({"one", "two", "three"});
  // Each is recorded by itself: the failure may be written last.
  office.run_until([&] {
    const auto& counters = office.running->dispatcher().counters();
    return counters.delivered == 2 && counters.failed == 1;
  });
  EXPECT_EQ(office.value("select concat_ws(' ', state, tries) from webhooks.deliveries"),
            "waiting 1");
}

TEST(Delivery, FollowsNoRedirectAndReadsNoLongReply) {
  ScriptedServer other({answer(200)});
  ScriptedServer sink({answer(307, "", "Location: " + other.url() + "\r\n"),
                       answer(200, std::string(300'000, 'x'))});
  PostOffice office;
  office.create(sink.url());
  office.note({"one"});
  office.run_until([&] { return office.running->dispatcher().counters().failed == 1; });
  office.pass_time();
  office.run_until([&] { return office.running->dispatcher().counters().delivered == 1; });
  EXPECT_EQ(other.connections(), 0U);
  EXPECT_EQ(office.value("select length(response) from webhooks.attempts where status = 200"),
            "1024");
}

TEST(Delivery, TellsWhyASinkCannotBeReached) {
  std::string url;
  {
    ScriptedServer gone({answer(200)});
    url = gone.url();
  }
  PostOffice office;
  office.create(url);
  office.note({"one"});
  office.run_until([&] { return office.running->dispatcher().counters().failed == 1; });
  EXPECT_EQ(office.value("select concat_ws(' ', failure, status is null, next_at - at between"
                         " 4400000000 and 7000000000) from webhooks.attempts"),
            "connect_failed t t");
}

TEST(Delivery, GivesUpAfterTheSchedule) {
  ScriptedServer sink({answer(500)});
  PostOffice office;
  const auto made = office.create(sink.url());
  office.note({"one"});
  for (std::uint64_t tries = 1; tries <= kSchedule.size(); ++tries) {
    office.run_until([&] { return office.running->dispatcher().counters().failed == tries; });
    office.pass_time();
  }
  EXPECT_EQ(office.value("select concat_ws(' ', state, tries) from webhooks.deliveries"),
            "failed 10");
  EXPECT_EQ(office.value("select count(*) from webhooks.attempts where next_at is null"), "1");
  // What was given up can be replayed, and a preview says so.
  const Timestamp to{clock::system_now().nanoseconds + 1'000'000'000};
  const auto preview = [&] {
    const auto told =
        office.call(office.module.endpoints(), &Endpoints::preview_replay,
                    PreviewReplay{.id = made.endpoint.id, .from = Timestamp{0}, .to = to});
    return told.types.at(0);
  };
  EXPECT_EQ(preview().type, "test.noted");
  EXPECT_EQ(preview().queued, 1);
  EXPECT_EQ(preview().waiting, 0);
  const auto replayed =
      office.call(office.module.endpoints(), &Endpoints::replay,
                  ReplayMessages{.id = made.endpoint.id, .from = Timestamp{0}, .to = to});
  EXPECT_EQ(replayed.queued, 1);
  office.run_until([&] { return office.running->dispatcher().counters().failed == 11; });
}

TEST(Delivery, HonoursRetryAfter) {
  ScriptedServer sink({answer(429, "", "Retry-After: 7200\r\n")});
  PostOffice office;
  office.create(sink.url());
  office.note({"one"});
  office.run_until([&] { return office.running->dispatcher().counters().failed == 1; });
  EXPECT_EQ(office.value("select next_at > at + 7190 * 1000000000::int8 and"
                         " next_at < at + 7300 * 1000000000::int8 from webhooks.attempts"),
            "t");
}

TEST(Endpoint, IsDisabledWhenItIsGone) {
  ScriptedServer sink({answer(410)});
  PostOffice office;
  office.create(sink.url());
  office.note({"one", "two"});
  office.run_until([&] { return office.running->dispatcher().counters().disabled == 1; });
  EXPECT_EQ(office.value("select concat_ws(' ', state, disabled_reason) from webhooks.endpoints"),
            "disabled gone");
  EXPECT_EQ(
      office.value("select count(*) from kernel.outbox where type ="
                   " 'webhooks.endpoint.disabled' union all select count(*) from"
                   " kernel.events where type = 'webhooks.endpoint.disabled' order by 1 desc"),
      "1");
  EXPECT_EQ(sink.requests().size(), 1U);
}

TEST(Endpoint, IsDisabledAfterDaysOfFailure) {
  ScriptedServer sink({answer(500)});
  PostOffice office;
  const auto made = office.create(sink.url());
  office.database.execute(
      "update webhooks.endpoints set failing_since = kernel.now_nanoseconds()"
      " - (5 * 86400 + 60) * 1000000000::int8");
  office.note({"one"});
  office.run_until([&] { return office.running->dispatcher().counters().disabled == 1; });
  EXPECT_EQ(office.value("select disabled_reason from webhooks.endpoints"), "failing");
  EXPECT_EQ(office.value("select detail from kernel.audit where operation ="
                         " 'webhooks.endpoints.disable'"),
            R"({"reason":"failing"})");
  const auto enabled =
      office.call(office.module.endpoints(), &Endpoints::enable, NamedEndpoint{made.endpoint.id});
  EXPECT_EQ(enabled.state, "enabled");
  EXPECT_FALSE(enabled.failing_since.has_value());
}

TEST(Endpoint, IsSignedForWithBothSecretsWhileTheyRotate) {
  ScriptedServer sink({answer(200)});
  PostOffice office;
  const auto made = office.create(sink.url());
  const auto rotated = office.call(office.module.endpoints(), &Endpoints::rotate_secret,
                                   NamedEndpoint{made.endpoint.id});
  EXPECT_NE(rotated.secret, made.secret);
  office.note({"one"});
  office.run_until([&] { return office.running->dispatcher().counters().delivered == 1; });
  EXPECT_TRUE(signed_with(sink.requests()[0], made.secret));
  EXPECT_TRUE(signed_with(sink.requests()[0], rotated.secret));
  office.database.execute("update webhooks.endpoints set previous_until = 1");
  office.note({"two"});
  office.run_until([&] { return office.running->dispatcher().counters().delivered == 2; });
  EXPECT_FALSE(signed_with(sink.requests()[1], made.secret));
  EXPECT_TRUE(signed_with(sink.requests()[1], rotated.secret));
}

TEST(Endpoint, IsToldOfItsOwnTenantAndTypesOnly) {
  ScriptedServer sink({answer(200)});
  ScriptedServer others({answer(200)});
  PostOffice office;
  office.create(sink.url());
  office.create(others.url(), {}, 8);
  office.note({"for seven"});
  office.note({"for eight"}, 8);
  office.run_until([&] { return office.running->dispatcher().counters().delivered == 2; });
  EXPECT_THAT(texts(sink), ElementsAre("for seven"));
  EXPECT_THAT(texts(others), ElementsAre("for eight"));
}

// As after a kill between sending and recording: the message is sent again, with its id.
TEST(Delivery, IsRepeatedWhenItWasNotRecorded) {
  ScriptedServer sink({answer(200)});
  PostOffice office;
  office.create(sink.url());
  office.database.execute("alter table webhooks.attempts add constraint broken check (number < 0)");
  office.note({"one"});
  office.run_until([&] { return !sink.requests().empty(); });
  office.running->stop();
  office.database.execute("alter table webhooks.attempts drop constraint broken");
  EXPECT_EQ(office.value("select count(*) from webhooks.deliveries"), "1");
  office.running.reset();
  office.running.emplace(office.database, *office.client, office.vault, office.module);
  office.run_until([&] { return office.running->dispatcher().counters().delivered == 1; });
  EXPECT_THAT(texts(sink), ElementsAre("one", "one"));
  EXPECT_EQ(header(sink.requests()[0], "webhook-id"), header(sink.requests()[1], "webhook-id"));
  EXPECT_EQ(office.value("select count(*) from webhooks.attempts"), "1");
}

TEST(Dispatcher, LeadsAlone) {
  PostOffice office;
  office.run_until([&] { return office.running->dispatcher().leads(); });
  Running second(office.database, *office.client, office.vault, office.module);
  office.run_until([&] { return office.value("select count(*) from webhooks.lease") == "1"; });
  EXPECT_FALSE(second.dispatcher().leads());
  office.running->stop();
  office.run_until([&] { return second.dispatcher().leads(); });
}

TEST(Dispatcher, TellsOfEndpointsThatAreGivenUp) {
  PostOffice office;
  office.create("https://example.com/hook");
  office.create("https://example.com/other");
  office.create("https://example.com/third");
  office.database.execute(
      "with numbered as (select id, row_number() over (order by id) as n from webhooks.endpoints)"
      " update webhooks.endpoints e set state = case when n = 3 then 'enabled' else 'disabled' end,"
      " disabled_reason = case n when 1 then 'gone' when 2 then 'switched_off' end,"
      " failing_since = 1 from numbered where numbered.id = e.id");
  office.running->stop();
  office.running.reset();
  office.running.emplace(office.database, *office.client, office.vault, office.module);
  office.run_until([&] { return office.running->dispatcher().counters().failing == 1; });
  const auto health = office.running->dispatcher().health();
  EXPECT_EQ(health.state, telemetry::HealthState::well);
  EXPECT_EQ(health.reason,
            "1 endpoints are switched off because they failed or are gone, 1 fail now");
}

TEST(Statements, UseIndexes) {
  PostOffice office;
  const auto check = [&](std::span<const Statement* const> statements, store::Role role) {
    for (const auto& problem :
         store::check_plans(office.database.endpoint(), statements,
                            {.small_tables = {}, .role = role}, store::testing::soon()))
      ADD_FAILURE() << problem.statement << ": " << problem.problem << "\n" << problem.plan;
  };
  check(kStatements, store::Role::app);
  check(kReceiverStatements, store::Role::app);
  check(kSourceStatements, store::Role::auth);
}

TEST(Dispatcher, ForgetsWhatIsOld) {
  PostOffice office;
  office.database.execute(
      "insert into webhooks.messages (tenant_id, id, type, occurred_at, body, created_at)"
      " select 7, gen_random_uuid(), 't', 0, '{}', case when n = 1 then 0"
      " else kernel.now_nanoseconds() end from generate_series(1, 2) n");
  office.running->stop();
  office.running.reset();
  office.running.emplace(office.database, *office.client, office.vault, office.module);
  office.run_until([&] { return office.value("select count(*) from webhooks.messages") == "1"; });
}

}  // namespace
}  // namespace sangam::suites::platform::webhooks
