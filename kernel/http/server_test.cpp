// Requests and responses over real connections.

#include "kernel/http/server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "kernel/http/testing/raw_client.h"
#include "kernel/http/testing/test_server.h"

namespace sangam::http {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::RawClient;
using testing::TestServer;

constexpr std::string_view kGet = "GET /a?b=c HTTP/1.1\r\nHost: x\r\n\r\n";

TEST(Server, AnswersAndKeepsTheConnection) {
  TestServer server;
  RawClient client(server.port());
  for (int i = 0; i < 3; ++i) {
    client.send(kGet);
    const auto response = client.receive();
    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, 200);
    EXPECT_EQ(response->body, "GET /a b=c");
    EXPECT_TRUE(response->has("\r\nContent-Type: text/plain\r\n"));
    EXPECT_TRUE(response->has("\r\nDate: "));
    EXPECT_FALSE(response->has("Connection:"));
  }
  EXPECT_EQ(server.counters().requests, 3);
  EXPECT_EQ(server.counters().connections_accepted, 1);
}

TEST(Server, AnswersPipelinedRequestsInOrder) {
  TestServer server;
  RawClient client(server.port());
  std::string burst;
  for (int i = 0; i < 500; ++i) {
    burst += "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\n" +
             std::to_string(100 + i % 900);
  }
  std::thread sender([&] { client.send(burst); });
  for (int i = 0; i < 500; ++i) {
    const auto response = client.receive();
    ASSERT_TRUE(response) << i;
    ASSERT_EQ(response->body, std::to_string(100 + i % 900));
  }
  sender.join();
}

TEST(Server, AcceptsARequestByteByByte) {
  TestServer server;
  RawClient client(server.port());
  const std::string request =
      "\r\nPOST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
      "5\r\nhello\r\n6;name=value\r\n world\r\n0\r\n\r\n";
  for (int round = 0; round < 2; ++round) {
    for (const char byte : request) {
      client.send({&byte, 1});
      std::this_thread::sleep_for(std::chrono::microseconds{300});
    }
    const auto response = client.receive();
    ASSERT_TRUE(response);
    EXPECT_EQ(response->body, "hello world");
  }
}

TEST(Server, ClosesWhenAsked) {
  TestServer server;
  RawClient client(server.port());
  client.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: foo, Close\r\n\r\n");
  const auto response = client.receive();
  ASSERT_TRUE(response);
  EXPECT_TRUE(response->has("\r\nConnection: close\r\n"));
  EXPECT_TRUE(client.closed());
}

TEST(Server, SpeaksHttp10) {
  TestServer server;
  RawClient once(server.port());
  once.send("GET / HTTP/1.0\r\n\r\n");
  EXPECT_EQ(once.receive()->status, 200);
  EXPECT_TRUE(once.closed());

  RawClient kept(server.port());
  kept.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_TRUE(kept.receive()->has("\r\nConnection: keep-alive\r\n"));
  kept.send("GET /stream HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  const auto streamed = kept.receive();
  EXPECT_EQ(streamed->body, "aaaaabbbbbccccc");
  EXPECT_FALSE(streamed->has("Transfer-Encoding"));
}

TEST(Server, SendsNoBodyToHeadAnd204) {
  TestServer server;
  RawClient client(server.port());
  client.send("HEAD /a HTTP/1.1\r\nHost: x\r\n\r\n");
  const auto head = client.receive(true);
  ASSERT_TRUE(head);
  EXPECT_TRUE(head->has("\r\nContent-Length: 8\r\n"));
  client.send("HEAD /stream HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(client.receive(true)->has("Transfer-Encoding: chunked"));
  client.send("GET /empty HTTP/1.1\r\nHost: x\r\n\r\n");
  const auto empty = client.receive();
  EXPECT_EQ(empty->status, 204);
  EXPECT_FALSE(empty->has("Content-Length"));
  client.send(kGet);
  EXPECT_EQ(client.receive()->body, "GET /a b=c");
}

TEST(Server, TurnsErrorsIntoProblems) {
  TestServer server;
  RawClient client(server.port());
  client.send("GET /refuse HTTP/1.1\r\nHost: x\r\n\r\n");
  const auto refused = client.receive();
  EXPECT_EQ(refused->status, 400);
  EXPECT_TRUE(refused->has("Content-Type: application/problem+json"));
  EXPECT_THAT(refused->body, HasSubstr(R"("code":"invalid")"));
  EXPECT_THAT(refused->body, HasSubstr(R"("errors":[{"pointer":"/name","code":"required")"));

  client.send("GET /crash HTTP/1.1\r\nHost: x\r\n\r\n");
  const auto crashed = client.receive();
  EXPECT_EQ(crashed->status, 500);
  EXPECT_THAT(crashed->body, ::testing::Not(HasSubstr("secret")));
  EXPECT_EQ(server.handler().failures, 1);
  client.send(kGet);
  EXPECT_EQ(client.receive()->status, 200) << "the connection goes on after an error";
}

TEST(Server, ShowsFieldsAndAddress) {
  TestServer server;
  RawClient client(server.port());
  client.send("GET /headers HTTP/1.1\r\nHost: x:80\r\nX-Blank:\t  a b \t\r\nx-empty:\r\n\r\n");
  const auto response = client.receive();
  EXPECT_EQ(response->body, "Host=[x:80]\nX-Blank=[a b]\nx-empty=[]\n");
  EXPECT_TRUE(response->has("X-Remote: 127.0.0.1\r\n"));
}

TEST(Server, NormalisesThePath) {
  TestServer server;
  RawClient client(server.port());
  client.send("GET /a/%2e%2e/b%20c/./d HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.receive()->body, "GET /b c/d ");
  client.send("GET http://x/abs?q HTTP/1.1\r\nHost: X\r\n\r\n");
  EXPECT_EQ(client.receive()->body, "GET /abs q");
  client.send("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.receive()->body, "OPTIONS * ");
  EXPECT_THAT(server.handler().seen(), ElementsAre("/b c/d", "/abs", "*"));
}

TEST(Server, ServesOnEveryLoop) {
  TestServer server(testing::quick_settings(), 2);
  for (int i = 0; i < 64; ++i) {
    RawClient client(server.port());
    client.send(kGet);
    ASSERT_EQ(client.receive()->status, 200);
  }
  const auto counters = server.server().counters();
  ASSERT_EQ(counters.size(), 2);
  EXPECT_EQ(counters[0]->requests + counters[1]->requests, 64);
  EXPECT_GT(counters[0]->requests, 0);
  EXPECT_GT(counters[1]->requests, 0);
}

TEST(Server, RefusesAPortInUse) {
  runtime::LoopGroup loops(1);
  testing::TestHandler handler;
  ServerSettings settings;
  settings.address = "no address";
  EXPECT_THROW(Server(loops, settings, handler), std::invalid_argument);
}

}  // namespace
}  // namespace sangam::http
