// Bodies in both directions: framing, limits, streaming, back-pressure.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "kernel/http/testing/raw_client.h"
#include "kernel/http/testing/test_server.h"

namespace sangam::http {
namespace {

using ::testing::HasSubstr;
using testing::RawClient;
using testing::TestServer;

std::string post(std::string_view target, std::string_view body) {
  return "POST " + std::string(target) +
         " HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
         std::string(body);
}

constexpr std::string_view kGet = "GET /after HTTP/1.1\r\nHost: x\r\n\r\n";

TEST(RequestBody, ArrivesWhole) {
  TestServer server;
  RawClient client(server.port());
  for (const std::size_t size : {0UL, 1UL, 4095UL, 4096UL, 40'000UL, 1'000'000UL}) {
    std::string body(size, 'x');
    for (std::size_t i = 0; i < size; ++i)
      body[i] = static_cast<char>('a' + i % 23);
    std::thread sender([&] { client.send(post("/echo", body)); });
    const auto response = client.receive();
    sender.join();
    ASSERT_TRUE(response) << size;
    EXPECT_EQ(response->body, body) << size;
  }
}

TEST(RequestBody, StreamsInPieces) {
  TestServer server;
  RawClient client(server.port());
  const std::string megabytes(8 * 1024 * 1024, 'm');
  std::thread sender([&] { client.send(post("/pieces?limit=10000000", megabytes)); });
  EXPECT_EQ(client.receive()->body, "8388608 in pieces");
  sender.join();
}

TEST(RequestBody, MayBeChunkedWithPipelinedSuccessor) {
  TestServer server;
  RawClient client(server.port());
  std::string request = "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Chunked\r\n\r\n";
  std::string expected;
  for (int i = 1; i < 300; ++i) {
    const std::string piece(static_cast<std::size_t>(i), static_cast<char>('a' + i % 26));
    char size[16];
    std::snprintf(size, sizeof size, "%X\r\n", i);
    request += size + piece + "\r\n";
    expected += piece;
  }
  request += "0\r\n\r\n";
  client.send(request + std::string(kGet) + std::string(kGet));
  EXPECT_EQ(client.receive()->body, expected);
  EXPECT_EQ(client.receive()->body, "GET /after ");
  EXPECT_EQ(client.receive()->body, "GET /after ");
}

TEST(RequestBody, OverTheLimitIsRefusedBeforeItIsRead) {
  TestServer server;
  RawClient client(server.port());
  client.send("POST /echo?limit=10 HTTP/1.1\r\nHost: x\r\nContent-Length: 11\r\n\r\n");
  const auto response = client.receive();
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 413);
  EXPECT_THAT(response->body, HasSubstr(R"("code":"too_large")"));
  EXPECT_TRUE(response->has("Connection: close"));
  EXPECT_TRUE(client.closed());
  EXPECT_EQ(server.handler().body_errors, 1);
}

TEST(RequestBody, ChunkedOverTheLimitIsRefused) {
  TestServer server;
  RawClient client(server.port());
  client.send(
      "POST /echo?limit=10 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
      "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n");
  EXPECT_EQ(client.receive()->status, 413);
  EXPECT_TRUE(client.closed());
}

TEST(RequestBody, DefaultLimitIsTheServers) {
  ServerSettings settings = testing::quick_settings();
  settings.limits.body_bytes = 100;
  TestServer server(settings);
  RawClient client(server.port());
  client.send("POST /pieces?limit=100 HTTP/1.1\r\nHost: x\r\nContent-Length: 101\r\n\r\n");
  EXPECT_EQ(client.receive()->status, 413);
}

TEST(RequestBody, UnreadIsSkippedWhenSmall) {
  TestServer server;
  RawClient client(server.port());
  client.send(post("/ignored", std::string(50'000, 'x')) + std::string(kGet));
  EXPECT_EQ(client.receive()->body, "POST /ignored ");
  EXPECT_EQ(client.receive()->body, "GET /after ");
  client.send(
      "POST /ignored HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
      "3\r\nabc\r\n0\r\n\r\n" +
      std::string(kGet));
  EXPECT_EQ(client.receive()->body, "POST /ignored ");
  EXPECT_EQ(client.receive()->body, "GET /after ");
}

TEST(RequestBody, UnreadEndsTheConnectionWhenLarge) {
  TestServer server;
  RawClient client(server.port());
  std::thread sender([&] { client.send(post("/ignored", std::string(900'000, 'x'))); });
  const auto response = client.receive();
  sender.join();
  ASSERT_TRUE(response) << "the response must survive the unread body";
  EXPECT_EQ(response->status, 200);
  EXPECT_TRUE(response->has("Connection: close"));
  EXPECT_TRUE(client.closed());
}

TEST(RequestBody, ExpectContinueIsAnsweredWhenTheHandlerReads) {
  TestServer server;
  RawClient client(server.port());
  client.send(
      "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.receive()->head, "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("ok");
  EXPECT_EQ(client.receive()->body, "ok");

  client.send(
      "POST /echo?limit=1 HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: "
      "100-continue\r\n\r\n");
  EXPECT_EQ(client.receive()->status, 413) << "refused instead of invited";
  EXPECT_TRUE(client.closed());
}

TEST(RequestBody, ExpectContinueUnreadClosesTheConnection) {
  TestServer server;
  RawClient client(server.port());
  client.send("POST /no HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  const auto response = client.receive();
  EXPECT_EQ(response->status, 200);
  EXPECT_TRUE(response->has("Connection: close"));
}

TEST(RequestBody, CutShortReachesTheHandlerAsAnError) {
  TestServer server;
  {
    RawClient client(server.port());
    client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");
    client.finish_sending();
    EXPECT_EQ(client.receive_all(), "");
  }
  EXPECT_EQ(server.handler().body_errors, 1);
}

TEST(ResponseStream, IsChunked) {
  TestServer server;
  RawClient client(server.port());
  client.send("GET /stream?pieces=300&size=1000 HTTP/1.1\r\nHost: x\r\n\r\n" + std::string(kGet));
  const auto response = client.receive();
  ASSERT_TRUE(response);
  EXPECT_EQ(response->body.size(), 300'000);
  EXPECT_EQ(client.receive()->body, "GET /after ");
}

TEST(ResponseStream, WaitsForASlowReader) {
  TestServer server;
  RawClient client(server.port());
  client.send("GET /stream?pieces=100000&size=65536 HTTP/1.1\r\nHost: x\r\n\r\n");
  std::this_thread::sleep_for(milliseconds{300});
  const std::size_t first = server.handler().pieces_made;
  std::this_thread::sleep_for(milliseconds{300});
  EXPECT_EQ(server.handler().pieces_made, first) << "made while nobody reads";
  EXPECT_LT(first, 1000);
}

TEST(ResponseStream, FailureCutsTheConnection) {
  TestServer server;
  RawClient client(server.port());
  client.send("GET /stream?pieces=10&fail_at=3 HTTP/1.1\r\nHost: x\r\n\r\n");
  const std::string all = client.receive_all();
  EXPECT_THAT(all, HasSubstr("bbbbb\r\n"));
  EXPECT_THAT(all, ::testing::Not(HasSubstr("\r\n0\r\n")));
}

}  // namespace
}  // namespace sangam::http
