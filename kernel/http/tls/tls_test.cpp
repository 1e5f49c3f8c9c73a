// Requests over TLS, and handshakes that must fail.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "kernel/http/tls/testing/tls_client.h"
#include "kernel/http/tls/testing/tls_server.h"
#include "kernel/runtime/deadline.h"

namespace sangam::http {
namespace {

using ::testing::HasSubstr;
using testing::RawClient;
using testing::TlsClient;
using testing::TlsServer;

TEST(Tls, AnswersAndKeepsTheConnection) {
  TlsServer server;
  TlsClient client(server.port(), {.trusts = &server.authority});
  ASSERT_TRUE(client.connect());
  EXPECT_EQ(SSL_version(client.ssl()), TLS1_3_VERSION);
  std::string body;
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(client.get("/peer", &body), 200);
    EXPECT_EQ(body, "secure");
  }
  EXPECT_TRUE(server.counts("sangam_tls_handshakes_total", 1));
}

TEST(Tls, PipelinedRequestsInOneRecord) {
  TlsServer server;
  TlsClient client(server.port());
  ASSERT_TRUE(client.connect());
  std::string burst;
  for (int i = 0; i < 100; ++i)
    burst += "GET /" + std::to_string(1000 + i) + " HTTP/1.1\r\nHost: x\r\n\r\n";
  ASSERT_TRUE(client.send(burst));
  std::string answers;
  while (!answers.contains("GET /1099")) {
    const auto more = client.receive();
    ASSERT_FALSE(more.empty());
    answers += more;
  }
}

TEST(Tls, LargeBodiesBothWays) {
  TlsServer server;
  TlsClient client(server.port());
  ASSERT_TRUE(client.connect());
  const std::string sent(900'000, 'b');
  std::thread sender([&] {
    client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(sent.size()) +
                "\r\n\r\n");
    for (std::size_t at = 0; at < sent.size(); at += 10'000)
      client.send(std::string_view(sent).substr(at, 10'000));
  });
  sender.join();
  std::string answer;
  while (answer.size() < sent.size()) {
    const auto more = client.receive();
    ASSERT_FALSE(more.empty());
    answer += more;
  }
  EXPECT_TRUE(answer.ends_with(sent));
}

// A client that reads nothing for a while fills the socket's buffer; what was not taken comes
// later.
TEST(Tls, WaitsForAClientThatReadsSlowly) {
  TlsServer server;
  TlsClient client(server.port());
  ASSERT_TRUE(client.connect());
  ASSERT_TRUE(client.send("GET /stream?pieces=200&size=100000 HTTP/1.1\r\nHost: x\r\n\r\n"));
  std::this_thread::sleep_for(std::chrono::milliseconds{200});
  EXPECT_LT(server.server->handler().pieces_made, 200);
  std::size_t received = 0;
  while (received < 20'000'000) {
    const auto more = client.receive();
    ASSERT_FALSE(more.empty()) << received;
    received += more.size();
  }
  EXPECT_EQ(server.server->handler().pieces_made, 200);
}

TEST(Tls, SaysGoodbyeWhenItCloses) {
  TlsServer server;
  TlsClient client(server.port());
  ASSERT_TRUE(client.connect());
  ASSERT_TRUE(client.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
  while (!client.receive().empty()) {
  }
  EXPECT_NE(SSL_get_shutdown(client.ssl()) & SSL_RECEIVED_SHUTDOWN, 0);
}

TEST(Tls, TheOlderVersionOnlyWhereItIsAllowed) {
  TlsServer strict;
  TlsClient refused(strict.port(), {.highest = TLS1_2_VERSION});
  EXPECT_FALSE(refused.connect());
  EXPECT_TRUE(strict.counts("sangam_tls_handshakes_failed_total", 1));

  TlsServer lenient([](TlsServer& server) { server.tls.minimum = TlsVersion::tls_1_2; });
  TlsClient client(lenient.port(), {.highest = TLS1_2_VERSION});
  ASSERT_TRUE(client.connect());
  EXPECT_EQ(client.get("/a"), 200);
  EXPECT_EQ(SSL_get_current_compression(client.ssl()), nullptr);
  EXPECT_EQ(SSL_get_secure_renegotiation_support(client.ssl()), 1);
  // Asking for another handshake is answered with a warning that we do not; the connection lasts.
  SSL_renegotiate(client.ssl());
  EXPECT_FALSE(SSL_do_handshake(client.ssl()) == 1);
  TlsClient oldest(lenient.port(), {.highest = TLS1_1_VERSION});
  EXPECT_FALSE(oldest.connect());
}

TEST(Tls, ChoosesTheProtocolItSpeaks) {
  TlsServer server;
  TlsClient both(server.port(), {.protocols = "\x02h2\x08http/1.1"});
  ASSERT_TRUE(both.connect());
  const unsigned char* chosen = nullptr;
  unsigned int length = 0;
  SSL_get0_alpn_selected(both.ssl(), &chosen, &length);
  EXPECT_EQ(std::string_view(reinterpret_cast<const char*>(chosen), length), "http/1.1");
  TlsClient other(server.port(), {.protocols = "\x02h2"});
  EXPECT_FALSE(other.connect());
}

TEST(Tls, ResumesWithATicket) {
  TlsServer server;
  TlsClient first(server.port());
  ASSERT_TRUE(first.connect());
  ASSERT_EQ(first.get("/a"), 200);  // the tickets come before the answer
  SSL_SESSION* session = SSL_get1_session(first.ssl());
  TlsClient second(server.port());
  second.resume(session);
  ASSERT_TRUE(second.connect());
  EXPECT_EQ(second.get("/a"), 200);
  EXPECT_EQ(SSL_session_reused(second.ssl()), 1);
  EXPECT_TRUE(server.counts("sangam_tls_handshakes_resumed_total", 1));

  // A server that lost its keys does not know the ticket, and shakes hands in full.
  TlsServer other;
  TlsClient third(other.port());
  third.resume(session);
  ASSERT_TRUE(third.connect());
  EXPECT_EQ(SSL_session_reused(third.ssl()), 0);
  SSL_SESSION_free(session);
}

TEST(Tls, AHandshakeHasADeadline) {
  TlsServer server;
  RawClient silent(server.port());
  RawClient partial(server.port());
  partial.send("\x16\x03\x01\x02");
  // One byte now and then does not move it.
  RawClient slow(server.port());
  const std::string hello = std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc", 9);
  const auto limit = runtime::Deadline::in(std::chrono::seconds{3});
  for (std::size_t i = 0; i < 20; ++i) {
    slow.send({&hello[i % hello.size()], 1});
    std::this_thread::sleep_for(milliseconds{60});
  }
  EXPECT_TRUE(slow.closed());
  EXPECT_TRUE(silent.closed());
  EXPECT_TRUE(partial.closed());
  EXPECT_FALSE(limit.passed());
  EXPECT_EQ(server.server->counters().timeouts_handshake, 3);
}

TEST(Tls, WhatIsNotTlsEndsTheConnection) {
  TlsServer server;
  for (const std::string& bytes :
       {std::string(300, '\0'), std::string(300, '\xff'), std::string("SSH-2.0-x\r\n"),
        std::string("\x16\x03\x01\xff\xff", 5) + std::string(70'000, 'a'),
        std::string("\x17\x03\x03\x00\x05hello", 10),
        std::string("\x15\x03\x03\x00\x02\x02\x00", 7)}) {
    RawClient client(server.port());
    client.send(bytes);
    client.finish_sending();
    EXPECT_THAT(client.receive_all(), ::testing::Not(HasSubstr("HTTP")));
  }
  EXPECT_TRUE(server.counts("sangam_tls_handshakes_failed_total", 6));
  TlsClient client(server.port());
  EXPECT_TRUE(client.connect());
}

TEST(Tls, PlainHttpIsToldToUseTls) {
  TlsServer server;
  RawClient client(server.port());
  client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  const auto answer = client.receive();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 400);
  EXPECT_THAT(answer->body, HasSubstr("use https"));
  EXPECT_TRUE(client.closed());
  EXPECT_TRUE(server.server->handler().seen().empty());
}

TEST(Tls, ABrokenRecordEndsTheConnection) {
  TlsServer server;
  TlsClient client(server.port());
  ASSERT_TRUE(client.connect());
  ASSERT_EQ(client.get("/a"), 200);
  client.raw().send(std::string("\x17\x03\x03\x00\x20", 5) + std::string(32, 'x'));
  while (!client.receive().empty()) {
  }
  EXPECT_EQ(server.server->handler().seen().size(), 1);
}

TEST(Tls, DrainingEndsHandshakesToo) {
  auto server = std::make_unique<TlsServer>();
  RawClient silent(server->port());
  TlsClient idle(server->port());
  ASSERT_TRUE(idle.connect());
  ASSERT_EQ(idle.get("/a"), 200);
  const auto limit = runtime::Deadline::in(milliseconds{900});
  server->server->server().drain(milliseconds{5'000});
  EXPECT_FALSE(limit.passed());
  EXPECT_TRUE(silent.closed());
}

// Requests of an old connection are answered between the handshakes of new ones.
TEST(Tls, AFloodOfHandshakesHoldsNobodyUp) {
  TlsServer server;
  TlsClient old(server.port());
  ASSERT_TRUE(old.connect());
  std::atomic<bool> done{false};
  std::thread flood([&] {
    for (int i = 0; i < 60; ++i) {
      TlsClient client(server.port());
      client.connect();
    }
    done = true;
  });
  int answered = 0;
  while (!done) {
    ASSERT_EQ(old.get("/a"), 200);
    ++answered;
  }
  flood.join();
  EXPECT_GT(answered, 60);
}

}  // namespace
}  // namespace sangam::http
