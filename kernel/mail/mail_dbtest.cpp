#include "kernel/mail/mail.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <semaphore>

#include "base/error.h"
#include "kernel/clock/clock.h"
#include "kernel/mail/statements.h"
#include "kernel/mail/testing/post_office.h"
#include "kernel/mail/testing/smtp_server.h"
#include "kernel/store/catalogue_lint.h"
#include "kernel/store/explain_check.h"

namespace sangam::mail {
namespace {

using namespace std::chrono_literals;
using store::testing::run_until_done;
using store::testing::soon;
using ::testing::HasSubstr;
using testing::PostOffice;
using testing::SmtpServer;

struct Welcome {
  std::string name;
};
SANGAM_DESCRIBE(Welcome, (name, "Whom to greet"))

KindOfLetter letter_to(const std::string& name) {
  static const Template<Welcome> kWelcome("test.welcome", "Welcome, {{name}}", "Hello {{name}}.\n",
                                          "<p>Hello {{name}}.</p>\n");
  return kWelcome.letter({name, "ann@example.com"}, {name});
}

MailSettings settings_for(const SmtpServer& server) {
  MailSettings settings;
  settings.courier.server = SmtpSettings{.host = "127.0.0.1",
                                         .port = server.port(),
                                         .security = Security::plain,
                                         .connect_timeout = 5s,
                                         .timeout = 10s};
  settings.courier.from = {"Sangam", "no-reply@example.com"};
  settings.courier.first_pause = 1ms;
  settings.courier.longest_pause = 5ms;
  settings.courier.lease = 11s;
  settings.round = 10ms;
  return settings;
}

std::string message_id(const std::string& message) {
  const auto from = message.find("Message-ID: ");
  return message.substr(from, message.find("\r\n", from) - from);
}

TEST(Mail, IsCapturedWhenThereIsNoServer) {
  PostOffice office;
  office.open({});
  office.send(letter_to("Ann"));
  EXPECT_TRUE(office.wait_for("select string_agg(state, ' ') from kernel.mails", "captured"));
  EXPECT_EQ(office.database.value("select concat_ws('|', kind, recipient_name, recipient, subject,"
                                  " text, html) from kernel.mails"),
            "test.welcome|Ann|ann@example.com|Welcome, Ann|Hello Ann.\n|<p>Hello Ann.</p>\n");
  EXPECT_EQ(office.mail().counters().captured, 1U);
}

TEST(Mail, IsSentOnceAndItsTextForgotten) {
  const SmtpServer server;
  PostOffice office;
  office.open(settings_for(server));
  office.send(letter_to("Ann"));
  EXPECT_TRUE(office.wait_for("select string_agg(state, ' ') from kernel.mails", "sent"));
  ASSERT_EQ(server.received().size(), 1U);
  const auto received = server.received().front();
  EXPECT_EQ(received.sender, "no-reply@example.com");
  EXPECT_EQ(received.recipient, "ann@example.com");
  EXPECT_THAT(received.message, HasSubstr("Subject: Welcome, Ann\r\n"));
  EXPECT_THAT(received.message, HasSubstr("\r\nHello Ann.\r\n"));
  EXPECT_EQ(office.database.value("select text is null and html is null from kernel.mails"), "t");
  // A replay of the events sends nothing.
  office.close();
  office.database.execute("delete from kernel.inbox; update kernel.consumers set position = 0");
  office.open(settings_for(server));
  EXPECT_TRUE(office.wait_for("select count(*) from kernel.inbox", "1"));
  EXPECT_EQ(server.received().size(), 1U);
}

TEST(Mail, IsNotQueuedWhenTheWorkIsNotCommitted) {
  PostOffice office;
  office.send(letter_to("Ann"), {.commit = false});
  auto letter = letter_to("Ann");
  letter.letter.subject += "\r\nBcc: eve@example.com";
  EXPECT_THROW(office.send(letter), Error);
  EXPECT_EQ(office.database.value("select count(*) from kernel.mails"), "0");
  EXPECT_EQ(office.database.value("select count(*) from kernel.outbox"), "0");
}

TEST(Mail, OfASandboxIsNeverSent) {
  const SmtpServer server;
  PostOffice office;
  office.open(settings_for(server));
  office.send(letter_to("Ann"), {.sandbox = true});
  EXPECT_TRUE(office.wait_for("select string_agg(state, ' ') from kernel.mails", "captured"));
  EXPECT_EQ(server.connections(), 0U);
}

TEST(Mail, IsTriedAgainUntilItIsTaken) {
  std::atomic<int> asked = 0;
  const SmtpServer server({.answer = [&](std::string_view command) {
    return command.starts_with("RCPT") && ++asked <= 3 ? "450 come back" : "";
  }});
  PostOffice office;
  office.open(settings_for(server));
  office.send(letter_to("Ann"));
  EXPECT_TRUE(office.wait_for("select concat_ws(' ', state, tries) from kernel.mails", "sent 4"));
  EXPECT_EQ(server.received().size(), 1U);
  EXPECT_EQ(office.mail().counters().deferred, 3U);
}

TEST(Mail, WaitsForAServerThatIsAway) {
  auto server = std::make_unique<SmtpServer>();
  const auto settings = settings_for(*server);
  server.reset();
  PostOffice office;
  office.open(settings);
  office.send(letter_to("Ann"));
  EXPECT_TRUE(office.wait_for("select min(tries) > 3 from kernel.mails", "t"));
  EXPECT_EQ(office.database.value("select state from kernel.mails"), "queued");
  EXPECT_EQ(office.database.value("select count(*) from kernel.parked_events"), "0");
}

TEST(Mail, IsGivenUpWhenItIsRefusedAndCanBeQueuedAgain) {
  std::atomic<bool> willing = false;
  const SmtpServer server({.answer = [&](std::string_view command) {
    return command.starts_with("RCPT") && !willing ? "550 nobody here" : "";
  }});
  PostOffice office;
  office.open(settings_for(server));
  office.send(letter_to("Ann"));
  EXPECT_TRUE(office.wait_for("select concat_ws('|', state, tries, answer) from kernel.mails",
                              "failed|1|550 nobody here"));
  willing = true;
  office.run(kRetry, MailId{*uuid_from_hex(office.database.value("select id from kernel.mails"))});
  EXPECT_TRUE(office.wait_for("select state from kernel.mails", "sent"));
}

TEST(Mail, IsGivenUpAfterItsTries) {
  const SmtpServer server(
      {.answer = [](std::string_view command) { return command == "DATA" ? "451 later" : ""; }});
  PostOffice office;
  auto settings = settings_for(server);
  settings.courier.tries = 3;
  office.open(settings);
  office.send(letter_to("Ann"));
  EXPECT_TRUE(office.wait_for("select concat_ws('|', state, tries, answer) from kernel.mails",
                              "failed|3|451 later"));
}

// As after a crash between the server's yes and our COMMIT.
TEST(Mail, GoesOutAgainUnderTheSameIdWhenItsEndWasLost) {
  const SmtpServer server;
  PostOffice office;
  office.database.execute(
      "create sequence kernel.deaths;"
      "create function kernel.die() returns trigger language plpgsql security definer as $$ begin"
      " if new.state = 'sent' then perform nextval('kernel.deaths'); raise exception 'crash';"
      " end if; return new; end $$;"
      "create trigger die before update on kernel.mails for each row execute function "
      "kernel.die()");
  auto settings = settings_for(server);
  settings.courier.server->timeout = 1s;
  settings.courier.lease = 1100ms;
  office.open(settings);
  office.send(letter_to("Ann"));
  EXPECT_TRUE(office.wait_for("select is_called from kernel.deaths", "t"));
  office.database.execute("drop trigger die on kernel.mails");
  EXPECT_TRUE(office.wait_for("select state from kernel.mails", "sent"));
  const auto received = server.received();
  ASSERT_GE(received.size(), 2U);
  for (const auto& mail : received)
    EXPECT_EQ(message_id(mail.message), message_id(received.front().message));
}

TEST(Mail, IsSentByOneOfManyProcesses) {
  const SmtpServer server;
  PostOffice office;
  auto settings = settings_for(server);
  settings.round = 1ms;
  for (int i = 0; i < 40; ++i)
    office.send(letter_to("Ann " + std::to_string(i)));
  PostOffice::Branch first(office.database);
  PostOffice::Branch second(office.database);
  first.open(settings);
  second.open(settings);
  EXPECT_TRUE(office.wait_for("select count(*) from kernel.mails where state = 'sent'", "40"));
  EXPECT_EQ(server.received().size(), 40U);
}

TEST(Mail, DoesNotHoldAServerThatStops) {
  std::binary_semaphore stopped{0};
  const SmtpServer server({.answer = [&stopped](std::string_view command) {
    if (command == "DATA") static_cast<void>(stopped.try_acquire_for(8s));
    return "";
  }});
  PostOffice office;
  auto settings = settings_for(server);
  settings.courier.server->timeout = 60s;
  settings.courier.lease = 61s;
  office.open(settings);
  office.send(letter_to("Ann"));
  EXPECT_TRUE(office.until([&] { return server.connections() == 1; }));
  const auto before = runtime::Deadline::in(MailService::kDrainPatience + 2s);
  office.close();
  EXPECT_FALSE(before.passed());
  EXPECT_EQ(office.database.value("select state from kernel.mails"), "queued");
  stopped.release();
}

TEST(Mail, IsForgottenAMonthAfterItsEnd) {
  PostOffice office;
  office.database.execute(
      "insert into kernel.mails (tenant_id, id, kind, recipient, recipient_name, subject, state,"
      " capture, queued_at, done_at) select 7, gen_random_uuid(), 'k', 'r', '', 's', 'sent', false,"
      " 0, kernel.now_nanoseconds() - days * 86400::int8 * 1000000000"
      " from generate_series(1, 40) days");
  office.open({});
  EXPECT_TRUE(office.wait_for("select count(*) from kernel.mails", "29"));
}

TEST(Mail, StatementsUseIndexesAndTenantsAreKeptApart) {
  PostOffice office;
  const auto& endpoint = office.database.endpoint();
  for (const auto& problem : store::check_plans(endpoint, kStatements, {}, soon()))
    ADD_FAILURE() << problem.statement << ": " << problem.problem << "\n" << problem.plan;
  const auto violations = store::lint_catalogue(endpoint, soon());
  EXPECT_TRUE(violations.empty()) << store::describe(violations);
}

}  // namespace
}  // namespace sangam::mail
