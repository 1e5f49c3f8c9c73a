// Mutual TLS: whom a server lets in.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kernel/http/tls/testing/tls_client.h"
#include "kernel/http/tls/testing/tls_server.h"

namespace sangam::http {
namespace {

using testing::Authority;
using testing::Pair;
using testing::TlsClient;
using testing::TlsServer;

// A server that asks for certificates of `clients`.
struct Asking {
  explicit Asking(ClientCertificates mode = ClientCertificates::required,
                  const Pair* revoked = nullptr)
      : server([&](TlsServer& s) {
          s.tls.clients = mode;
          s.tls.client_authorities = s.files.write("authorities.pem", clients.certificate());
          if (revoked == nullptr) return;
          s.tls.client_revocations =
              s.files.write("revoked.pem", clients.revoke({revoked->certificate.get()}).get());
        }) {}

  // The status a client with that certificate gets; 0 when it is not let in.
  int status(const Pair* shows, std::string* body = nullptr) {
    TlsClient client(server.port(), {.shows = shows});
    return client.connect() ? client.get("/peer", body) : 0;
  }

  static inline Authority clients{"Clients' authority"};
  TlsServer server;
};

TEST(ClientCertificates, TheHandlerSeesWhoseItIs) {
  Asking asking;
  const auto pair = Asking::clients.issue({.name = "Zahlstelle Köln"});
  std::string body;
  ASSERT_EQ(asking.status(&pair, &body), 200);
  EXPECT_EQ(body, "secure CN=Zahlstelle Köln " + thumbprint_of(pair.certificate.get()) +
                      " by CN=Clients' authority");
  EXPECT_EQ(thumbprint_of(pair.certificate.get()).size(), 43);
}

TEST(ClientCertificates, RequiredMeansRequired) {
  Asking asking;
  EXPECT_EQ(asking.status(nullptr), 0);
  EXPECT_TRUE(asking.server.counts("sangam_tls_handshakes_failed_total", 1));
  EXPECT_TRUE(asking.server.server->handler().seen().empty());
}

TEST(ClientCertificates, OptionalStillMeansVerified) {
  Asking asking(ClientCertificates::optional);
  std::string body;
  EXPECT_EQ(asking.status(nullptr, &body), 200);
  EXPECT_EQ(body, "secure");
  Authority stranger("Stranger");
  const auto foreign = stranger.issue();
  EXPECT_EQ(asking.status(&foreign), 0);
}

TEST(ClientCertificates, StrangersAreNotLetIn) {
  Asking asking;
  Authority stranger("Stranger");
  Authority namesake("Clients' authority");  // the same name, another key
  const auto expired = Asking::clients.issue({.until = std::chrono::seconds{-60}});
  const auto early = Asking::clients.issue({.from = std::chrono::hours{1}});
  const auto foreign = stranger.issue();
  const auto forged = namesake.issue();
  for (const auto* pair : {&expired, &early, &foreign, &forged})
    EXPECT_EQ(asking.status(pair), 0);
  EXPECT_TRUE(asking.server.counts("sangam_tls_handshakes_failed_total", 4));
  EXPECT_TRUE(asking.server.server->handler().seen().empty());
}

TEST(ClientCertificates, TheRevokedAreNotLetIn) {
  const auto good = Asking::clients.issue();
  const auto revoked = Asking::clients.issue();
  Asking asking(ClientCertificates::required, &revoked);
  EXPECT_EQ(asking.status(&good), 200);
  EXPECT_EQ(asking.status(&revoked), 0);
  // Revoked from now on: the file is read again like the others.
  asking.server.files.write(
      "revoked.pem",
      Asking::clients.revoke({good.certificate.get(), revoked.certificate.get()}).get());
  asking.server.let_settle();
  EXPECT_EQ(asking.status(&good), 0);
}

TEST(ClientCertificates, NoSessionOfTheirsIsResumed) {
  Asking asking;
  const auto pair = Asking::clients.issue();
  TlsClient client(asking.server.port(), {.shows = &pair});
  ASSERT_TRUE(client.connect());
  ASSERT_EQ(client.get("/a"), 200);
  SSL_SESSION* session = SSL_get1_session(client.ssl());
  EXPECT_EQ(SSL_SESSION_is_resumable(session), 0);
  SSL_SESSION_free(session);
}

}  // namespace
}  // namespace sangam::http
