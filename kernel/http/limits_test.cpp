// What one client may do, and for how long.

#include "kernel/http/limits.h"

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

constexpr std::string_view kGet = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";

void expect_refusal(TestServer& server, std::string_view request, int status,
                    std::string_view code) {
  SCOPED_TRACE(code);
  RawClient client(server.port());
  client.send(request);
  const auto response = client.receive();
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, status);
  EXPECT_THAT(response->body, HasSubstr("\"code\":\"" + std::string(code) + "\""));
  EXPECT_TRUE(response->has("Connection: close"));
  EXPECT_TRUE(client.closed());
}

TEST(Limits, RequestLineAndFields) {
  ServerSettings settings = testing::quick_settings();
  settings.limits.head_bytes = 8192;
  settings.limits.headers = 10;
  TestServer server(settings);
  expect_refusal(server, "GET /" + std::string(8192, 'a'), 414, "uri_too_long");
  expect_refusal(server, "GET / HTTP/1.1\r\nHost: x\r\nX-A: " + std::string(8192, 'a'), 431,
                 "headers_too_large");
  std::string many = "GET / HTTP/1.1\r\nHost: x\r\n";
  for (int i = 0; i < 10; ++i)
    many += "X-A: b\r\n";
  expect_refusal(server, many + "\r\n", 431, "headers_too_large");

  RawClient client(server.port());
  std::string most = "GET /a HTTP/1.1\r\nHost: x\r\n";
  for (int i = 0; i < 8; ++i)
    most += "X-A: b\r\n";
  most += "X-B: ";
  most += std::string(8192 - most.size() - 4, 'b') + "\r\n\r\n";
  client.send(most + most + std::string(kGet));
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(client.receive()->status, 200) << "exactly at the limit";
  EXPECT_EQ(server.counters().refused_requests, 3);
}

TEST(Limits, ConnectionsAnAddress) {
  ServerSettings settings = testing::quick_settings();
  settings.limits.connections_an_address = 2;
  TestServer server(settings);
  auto first = std::make_unique<RawClient>(server.port());
  RawClient second(server.port());
  first->send(kGet);
  EXPECT_EQ(first->receive()->status, 200);
  second.send(kGet);
  EXPECT_EQ(second.receive()->status, 200);
  {
    RawClient third(server.port());
    EXPECT_EQ(third.receive()->status, 429);
    EXPECT_TRUE(third.closed());
  }
  first.reset();
  std::this_thread::sleep_for(milliseconds{50});
  RawClient fourth(server.port());
  fourth.send(kGet);
  EXPECT_EQ(fourth.receive()->status, 200);
  EXPECT_EQ(server.counters().connections_refused, 1);
  EXPECT_EQ(server.counters().connections_open, 2);
}

TEST(Limits, ConnectionsInTotal) {
  ServerSettings settings = testing::quick_settings();
  settings.limits.connections = 1;
  TestServer server(settings);
  RawClient first(server.port());
  first.send(kGet);
  EXPECT_EQ(first.receive()->status, 200);
  RawClient second(server.port());
  EXPECT_EQ(second.receive()->status, 503);
}

TEST(Limits, WhoIsTurnedAwayIsServedAfterOthers) {
  ServerSettings settings = testing::quick_settings();
  settings.deadlines.rest = milliseconds{300};
  TestServer server(settings);
  RawClient eager(server.port());
  eager.send("GET /busy HTTP/1.1\r\nHost: x\r\n\r\nGET /again HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(eager.receive()->status, 503);
  RawClient other(server.port());
  other.send(kGet);
  EXPECT_EQ(other.receive()->status, 200);
  EXPECT_EQ(eager.receive()->status, 200);
  EXPECT_THAT(server.handler().seen(), ::testing::ElementsAre("/busy", "/a", "/again"));
}

TEST(Limits, ACrowdThatIsTurnedAwayIsHeardAgain) {
  TestServer server(testing::quick_settings());
  std::vector<std::unique_ptr<RawClient>> crowd;
  for (int i = 0; i < 20; ++i) {
    crowd.push_back(std::make_unique<RawClient>(server.port()));
    crowd.back()->send("GET /busy HTTP/1.1\r\nHost: x\r\n\r\n" + std::string(kGet));
  }
  for (const auto& client : crowd) {
    EXPECT_EQ(client->receive()->status, 503);
    EXPECT_EQ(client->receive()->status, 200);
  }
}

TEST(Limits, WhoWasTurnedAwayIsWaitedForWhenTheServerStops) {
  TestServer server(testing::quick_settings());
  RawClient client(server.port());
  client.send("GET /busy HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.receive()->status, 503);
  server.server().drain(milliseconds{2000});
  EXPECT_TRUE(client.closed());
}

TEST(Limits, RequestsAConnection) {
  ServerSettings settings = testing::quick_settings();
  settings.limits.requests_a_connection = 2;
  TestServer server(settings);
  RawClient client(server.port());
  client.send(kGet);
  EXPECT_FALSE(client.receive()->has("Connection: close"));
  client.send(kGet);
  EXPECT_TRUE(client.receive()->has("Connection: close"));
  EXPECT_TRUE(client.closed());
}

TEST(Deadlines, IdleConnectionIsClosedSilently) {
  ServerSettings settings = testing::quick_settings();
  settings.deadlines.idle = milliseconds{200};
  TestServer server(settings);
  RawClient never(server.port());
  RawClient after_one(server.port());
  after_one.send(kGet);
  EXPECT_EQ(after_one.receive()->status, 200);
  EXPECT_TRUE(never.closed(milliseconds{1000}));
  EXPECT_TRUE(after_one.closed(milliseconds{1000}));
  EXPECT_EQ(server.counters().timeouts_idle, 2);
}

// The deadline of the head is absolute: a byte now and then does not prolong it.
TEST(Deadlines, SlowHeadIsRefused) {
  ServerSettings settings = testing::quick_settings();
  settings.deadlines.head = milliseconds{300};
  TestServer server(settings);
  RawClient client(server.port());
  std::thread dripping([&] {
    client.send("GET / HTTP/1.1\r\nHost: x\r\nX-A: ");
    for (int i = 0; i < 30 && client.send("b"); ++i) {
      std::this_thread::sleep_for(milliseconds{50});
    }
  });
  const auto response = client.receive(false, milliseconds{1000});
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 408);
  EXPECT_THAT(response->body, HasSubstr("request_timeout"));
  dripping.join();
  EXPECT_TRUE(client.closed());
  EXPECT_EQ(server.counters().timeouts_head, 1);
}

TEST(Deadlines, SlowBodyIsRefused) {
  ServerSettings settings = testing::quick_settings();
  settings.deadlines.body_grace = milliseconds{200};
  TestServer server(settings);
  RawClient client(server.port());
  client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n");
  std::thread dripping([&] {
    for (int i = 0; i < 20 && client.send("b"); ++i) {
      std::this_thread::sleep_for(milliseconds{50});
    }
  });
  const auto response = client.receive(false, milliseconds{2000});
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 408);
  dripping.join();
  EXPECT_TRUE(client.closed());
  EXPECT_EQ(server.counters().timeouts_body, 1);
  EXPECT_EQ(server.handler().body_errors, 1);
}

// A body may take long as long as it keeps the rate.
TEST(Deadlines, SteadyBodyIsAccepted) {
  ServerSettings settings = testing::quick_settings();
  settings.deadlines.body_grace = milliseconds{300};
  settings.deadlines.body_bytes_a_second = 1000;
  TestServer server(settings);
  RawClient client(server.port());
  client.send("POST /pieces HTTP/1.1\r\nHost: x\r\nContent-Length: 4000\r\n\r\n");
  std::thread steady([&] {
    for (int i = 0; i < 10; ++i) {
      client.send(std::string(400, 'b'));
      std::this_thread::sleep_for(milliseconds{100});
    }
  });
  const auto response = client.receive(false, milliseconds{3000});
  steady.join();
  ASSERT_TRUE(response);
  EXPECT_EQ(response->body, "4000 in pieces");
}

TEST(Deadlines, SlowHandlerIsAnsweredFor) {
  ServerSettings settings = testing::quick_settings();
  settings.deadlines.handler = milliseconds{200};
  TestServer server(settings);
  RawClient client(server.port());
  client.send("GET /slow?ms=1000 HTTP/1.1\r\nHost: x\r\n\r\n");
  const auto response = client.receive(false, milliseconds{900});
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 504);
  EXPECT_THAT(response->body, HasSubstr("deadline_exceeded"));
  EXPECT_TRUE(client.closed());
  EXPECT_EQ(server.counters().timeouts_handler, 1);
}

TEST(Deadlines, HandlerMovesItsDeadlineBothWays) {
  ServerSettings settings = testing::quick_settings();
  settings.deadlines.handler = milliseconds{300};
  TestServer server(settings);
  RawClient patient(server.port());
  patient.send("GET /slow?ms=900&deadline_ms=5000 HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(patient.receive()->status, 200);

  TestServer slower;
  RawClient hasty(slower.port());
  hasty.send("GET /slow?ms=2000&deadline_ms=100 HTTP/1.1\r\nHost: x\r\n\r\n");
  const auto response = hasty.receive(false, milliseconds{1000});
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 504);
}

TEST(Deadlines, HandlerDeadlineHoldsWhileTheBodyComes) {
  ServerSettings settings = testing::quick_settings();
  settings.deadlines.handler = milliseconds{200};
  TestServer server(settings);
  RawClient client(server.port());
  client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab");
  const auto response = client.receive(false, milliseconds{1000});
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 504);
}

TEST(Deadlines, ReaderThatStopsIsCutOff) {
  ServerSettings settings = testing::quick_settings();
  settings.deadlines.write_grace = milliseconds{200};
  settings.deadlines.write_bytes_a_second = 1 << 30;
  TestServer server(settings);
  RawClient client(server.port());
  client.send("GET /stream?pieces=100000&size=65536 HTTP/1.1\r\nHost: x\r\n\r\n");
  for (int i = 0; i < 40 && server.counters().timeouts_write == 0; ++i) {
    std::this_thread::sleep_for(milliseconds{50});
  }
  EXPECT_EQ(server.counters().timeouts_write, 1);
  std::this_thread::sleep_for(milliseconds{50});
  EXPECT_EQ(server.counters().connections_open, 0);
}

}  // namespace
}  // namespace sangam::http
