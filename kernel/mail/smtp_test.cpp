#include "kernel/mail/smtp.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "kernel/mail/testing/smtp_server.h"

namespace sangam::mail {
namespace {

using namespace std::chrono_literals;
using ::testing::AnyOf;
using testing::Encryption;
using ::testing::HasSubstr;
using testing::SmtpServer;

constexpr std::string_view kMessage = "Subject: x\r\n\r\n.dot\r\n..\r\nlast\r\n";

SmtpSettings settings_for(const SmtpServer& server, Security security = Security::plain) {
  return {.host = "localhost",
          .port = server.port(),
          .security = security,
          .authorities = server.authorities(),
          .connect_timeout = 2s,
          .timeout = 5s};
}

SmtpAnswer send_to(const SmtpSettings& settings) {
  return send_by_smtp(settings, "from@example.com", "to@example.com", std::string(kMessage));
}

// Answers `what` to commands that begin with `command`.
auto tell(std::string command, std::string what) {
  return [command = std::move(command), what = std::move(what)](std::string_view given) {
    return given.starts_with(command) ? what : "";
  };
}

TEST(MailUrl, SaysHowToReachTheServer) {
  const auto plain = parse_mail_url("smtp+plain://127.0.0.1:2525");
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->host, "127.0.0.1");
  EXPECT_EQ(plain->port, 2525);
  EXPECT_EQ(plain->security, Security::plain);
  const auto tls = parse_mail_url("smtps://ann%40example.com@mail.example.com");
  ASSERT_TRUE(tls);
  EXPECT_EQ(tls->port, 465);
  EXPECT_EQ(tls->username, "ann@example.com");
  EXPECT_EQ(parse_mail_url("smtp://mail.example.com/")->port, 587);
  EXPECT_EQ(parse_mail_url("smtp://[::1]:25")->host, "[::1]");
  for (const std::string_view text :
       {"", "mail.example.com", "http://mail.example.com", "smtp://", "smtp://host:0",
        "smtp://host:70000", "smtp://ann:secret@host", "smtp+plain://ann@host", "smtp://host/path",
        "smtp://host?x", "smtp://a%0ab@host"})
    EXPECT_FALSE(parse_mail_url(text)) << text;
}

TEST(Smtp, HandsAMessageOver) {
  const SmtpServer server;
  const auto answer = send_to(settings_for(server));
  EXPECT_EQ(answer.verdict, Verdict::accepted) << answer.text;
  const auto received = server.received();
  ASSERT_EQ(received.size(), 1U);
  EXPECT_EQ(received[0].sender, "from@example.com");
  EXPECT_EQ(received[0].recipient, "to@example.com");
  EXPECT_EQ(received[0].message, kMessage);
  EXPECT_FALSE(received[0].encrypted);
}

TEST(Smtp, EncryptsAndSignsIn) {
  for (const auto encryption : {Encryption::starttls, Encryption::tls}) {
    const SmtpServer server({.encryption = encryption, .username = "ann", .password = "s3cret"});
    auto settings =
        settings_for(server, encryption == Encryption::tls ? Security::tls : Security::starttls);
    settings.username = "ann";
    settings.password = "s3cret";
    const auto answer = send_to(settings);
    EXPECT_EQ(answer.verdict, Verdict::accepted) << answer.text;
    ASSERT_EQ(server.received().size(), 1U);
    EXPECT_TRUE(server.received()[0].encrypted);
    EXPECT_EQ(server.received()[0].username, "ann");
    settings.password = "wrong";
    EXPECT_EQ(send_to(settings).verdict, Verdict::later);
    EXPECT_EQ(server.received().size(), 1U);
  }
}

TEST(Smtp, SaysNothingToAServerThatDoesNotEncrypt) {
  std::vector<std::string> commands;
  const SmtpServer server({.answer = [&](std::string_view command) {
    commands.emplace_back(command);
    return "";
  }});
  auto settings = settings_for(server, Security::starttls);
  settings.username = "ann";
  settings.password = "s3cret";
  EXPECT_EQ(send_to(settings).verdict, Verdict::later);
  EXPECT_TRUE(server.received().empty());
  for (const auto& command : commands)
    EXPECT_THAT(command, AnyOf("connect", HasSubstr("EHLO"), "QUIT", "STARTTLS"));
}

TEST(Smtp, TrustsNoStrangersCertificate) {
  const SmtpServer server({.encryption = Encryption::tls});
  auto settings = settings_for(server, Security::tls);
  settings.authorities = SmtpServer().authorities();
  EXPECT_EQ(send_to(settings).verdict, Verdict::later);
  settings = settings_for(server, Security::tls);
  settings.host = "127.0.0.1";  // the certificate is for localhost
  EXPECT_EQ(send_to(settings).verdict, Verdict::later);
  EXPECT_TRUE(server.received().empty());
}

TEST(Smtp, TellsWhatIsToBlame) {
  struct Case {
    std::string command;
    std::string answer;
    Verdict verdict;
  };
  for (const auto& [command, told, verdict] : {
           Case{"connect", "554 no", Verdict::later},
           Case{"connect", "421 busy", Verdict::later},
           Case{"connect", "close", Verdict::later},
           Case{"EHLO", "close", Verdict::later},
           Case{"MAIL", "550 not you", Verdict::refused},
           Case{"MAIL", "451 not now", Verdict::later},
           Case{"RCPT", "550 5.1.1 nobody here", Verdict::refused},
           Case{"RCPT", "450 4.2.1 come back", Verdict::later},
           Case{"RCPT", "close", Verdict::later},
           Case{"DATA", "554 no message", Verdict::refused},
           Case{"message", "552 too large", Verdict::refused},
           Case{"message", "452 full", Verdict::later},
           Case{"message", "close", Verdict::later},
           Case{"MAIL", "nonsense", Verdict::later},
       }) {
    const SmtpServer server({.answer = tell(command, told)});
    const auto answer = send_to(settings_for(server));
    EXPECT_EQ(answer.verdict, verdict) << command << " " << told << ": " << answer.text;
    EXPECT_FALSE(answer.text.empty());
    if (verdict == Verdict::refused) EXPECT_EQ(answer.text, told);
    EXPECT_TRUE(server.received().empty());
  }
}

TEST(Smtp, WaitsNoLongerThanItMay) {
  const SmtpServer server({.answer = [](std::string_view command) {
    if (command.starts_with("MAIL")) std::this_thread::sleep_for(1s);
    return "";
  }});
  auto settings = settings_for(server);
  settings.timeout = 200ms;
  EXPECT_EQ(send_to(settings).verdict, Verdict::later);
  // Somebody stops meanwhile.
  settings.timeout = 60s;
  const GiveUpAt at_once{0};
  EXPECT_EQ(send_by_smtp(settings, "a@example.com", "b@example.com", "x\r\n", at_once).verdict,
            Verdict::later);
  auto nobody = settings_for(server);
  nobody.port = 1;
  EXPECT_EQ(send_to(nobody).verdict, Verdict::later);
}

}  // namespace
}  // namespace sangam::mail
