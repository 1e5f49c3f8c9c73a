// Certificates that change while the server runs, and files that are wrong.

#include "kernel/http/tls/tls_layer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "kernel/http/tls/testing/tls_client.h"
#include "kernel/http/tls/testing/tls_server.h"

namespace sangam::http {
namespace {

using telemetry::HealthState;
using ::testing::HasSubstr;
using testing::Pair;
using testing::TlsClient;
using testing::TlsServer;

// The name in the certificate that a new connection is shown.
std::string shown_by(const TlsServer& server) {
  TlsClient client(server.port());
  if (!client.connect()) return "none";
  return name_text(X509_get_subject_name(SSL_get0_peer_certificate(client.ssl())), 100);
}

TEST(TlsLayer, NewFilesAreServedAndOldConnectionsGoOn) {
  TlsServer server;
  TlsClient old(server.port());
  ASSERT_TRUE(old.connect());
  server.replace(server.authority.issue({.name = "second"}));
  server.layer->look();
  EXPECT_EQ(shown_by(server), "CN=localhost") << "files may still be changing";
  server.layer->look();
  EXPECT_EQ(shown_by(server), "CN=second");
  EXPECT_EQ(old.get("/a"), 200);
  server.replace(server.authority.issue({.name = "third"}));
  server.layer->reload();
  EXPECT_EQ(shown_by(server), "CN=third");
  EXPECT_EQ(old.get("/a"), 200);
}

TEST(TlsLayer, TicketsOutliveAChange) {
  TlsServer server;
  TlsClient first(server.port());
  ASSERT_TRUE(first.connect());
  ASSERT_EQ(first.get("/a"), 200);
  SSL_SESSION* session = SSL_get1_session(first.ssl());
  server.replace(server.authority.issue());
  server.let_settle();
  TlsClient second(server.port());
  second.resume(session);
  ASSERT_TRUE(second.connect());
  EXPECT_EQ(SSL_session_reused(second.ssl()), 1);
  SSL_SESSION_free(session);
}

TEST(TlsLayer, ABrokenPairLeavesTheOldOneInPlace) {
  TlsServer server;
  const auto broken_by = [&](const auto& change) {
    server.replace(server.authority.issue({.name = "new"}));
    change();
    server.let_settle();
    EXPECT_EQ(shown_by(server), "CN=localhost");
    const auto health = server.layer->health();
    EXPECT_EQ(health.state, HealthState::degraded);
    return health.reason;
  };
  const auto other = server.authority.issue();
  const auto expired = server.authority.issue({.until = std::chrono::seconds{-5}});
  const auto early = server.authority.issue({.from = std::chrono::hours{5}});
  EXPECT_THAT(
      broken_by([&] { server.files.write("key.pem", other.key.get()); }),
      HasSubstr("the key is not that of the certificate; the certificate expires in 89 days"));
  EXPECT_THAT(broken_by([&] { server.files.write("certificate.pem", std::string("nonsense")); }),
              HasSubstr("the certificate holds no certificate"));
  EXPECT_THAT(broken_by([&] {
                server.files.write("certificate.pem",
                                   "-----BEGIN CERTIFICATE-----\nAAAA\n-----END "
                                   "CERTIFICATE-----\n");
              }),
              HasSubstr("the certificate holds a broken certificate"));
  EXPECT_THAT(broken_by([&] { server.replace(expired); }), HasSubstr("has expired"));
  EXPECT_THAT(broken_by([&] { server.replace(early); }), HasSubstr("is not valid yet"));
  EXPECT_THAT(broken_by([&] { std::filesystem::remove(server.files.path("key.pem")); }),
              HasSubstr("the key cannot be read"));
  EXPECT_THAT(broken_by([&] {
                std::filesystem::permissions(server.files.path("key.pem"),
                                             std::filesystem::perms::others_read,
                                             std::filesystem::perm_options::add);
              }),
              HasSubstr("the key may be read by everybody"));
  server.replace(server.authority.issue({.name = "good"}));
  server.let_settle();
  EXPECT_EQ(shown_by(server), "CN=good");
  EXPECT_EQ(server.layer->health().state, HealthState::well);
}

TEST(TlsLayer, HealthCountsTheDays) {
  const auto health_with = [](std::chrono::seconds left) {
    TlsServer server([&](TlsServer& s) { s.replace(s.authority.issue({.until = left})); });
    return server.layer->health();
  };
  using std::chrono::hours;
  EXPECT_EQ(health_with(hours{24 * 15}).state, HealthState::well);
  const auto soon = health_with(hours{24 * 13 + 1});
  EXPECT_EQ(soon.state, HealthState::degraded);
  EXPECT_EQ(soon.reason, "the certificate expires in 13 days");
  EXPECT_EQ(health_with(hours{25}).reason, "the certificate expires in 1 day");
  const auto over = health_with(std::chrono::seconds{-1});
  EXPECT_EQ(over.state, HealthState::failing);
  EXPECT_EQ(over.reason, "the certificate has expired");
}

TEST(TlsLayer, DoesNotStartWithFilesThatAreWrong) {
  const auto refusal = [](const std::function<void(TlsServer&)>& change) -> std::string {
    try {
      const TlsServer server(change);
    } catch (const std::runtime_error& failure) {
      return failure.what();
    }
    return "started";
  };
  EXPECT_EQ(refusal([](TlsServer& s) { s.tls.certificate = "/nowhere"; }),
            "the certificate cannot be read");
  EXPECT_EQ(refusal([](TlsServer& s) { s.tls.key = s.files.path("certificate.pem"); }),
            "the key holds no private key without a passphrase");
  EXPECT_EQ(refusal([](TlsServer& s) {
              s.tls.clients = ClientCertificates::required;
              s.tls.client_authorities = s.files.write("empty.pem", std::string());
            }),
            "the file of authorities holds no certificate");
  EXPECT_EQ(
      refusal([](TlsServer& s) { s.files.write("key.pem", std::string(kTlsFileMost + 1, 'k')); }),
      "the key is larger than 1 MiB");
}

TEST(TlsLayer, ChangesUnderLoadBreakNothing) {
  TlsServer server;
  const auto one = server.authority.issue({.name = "one"});
  const auto two = server.authority.issue({.name = "two"});
  std::atomic<bool> stop{false};
  std::atomic<int> answered{0};
  std::atomic<int> failed{0};
  const auto ask = [&] {
    while (!stop) {
      TlsClient client(server.port(), {.trusts = &server.authority});
      bool good = client.connect();
      for (int i = 0; i < 5; ++i)
        good = good && client.get("/a") == 200;
      ++(good ? answered : failed);
    }
  };
  std::thread first(ask);
  std::thread second(ask);
  for (int i = 0; i < 100; ++i) {
    server.replace(i % 2 == 0 ? one : two);
    server.layer->reload();
  }
  stop = true;
  first.join();
  second.join();
  EXPECT_GT(answered, 10);
  EXPECT_EQ(failed, 0);
  EXPECT_EQ(server.layer->health().state, HealthState::well);
}

}  // namespace
}  // namespace sangam::http
