#include "kernel/http/client/client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kernel/http/client/testing/scripted_server.h"
#include "kernel/http/testing/test_server.h"

namespace sangam::http::client {
namespace {

using namespace std::chrono_literals;
using runtime::Deadline;
using testing::answer;
using ::testing::HasSubstr;
using testing::ScriptedServer;

// A client on a loop of the test's thread.
struct Desk {
  explicit Desk(AddressPolicy policy = AddressPolicy::any, BreakerSettings breaker = {})
      : client(std::in_place, loop,
               ClientSettings{.name = "test",
                              .addresses = policy,
                              .breaker = breaker,
                              .first_pause = 5ms,
                              .longest_pause = 20ms}) {}

  static Task<void> ask(Client& client, Request request, Reply& reply, std::size_t& left,
                        runtime::EventLoop& loop) {
    reply = co_await client.send(std::move(request));
    if (--left == 0) loop.stop();
  }
  std::vector<Reply> send_all(std::vector<Request> requests) {
    std::vector<Reply> replies(requests.size());
    std::size_t left = requests.size();
    loop.post([&] {
      for (std::size_t i = 0; i < requests.size(); ++i)
        start_detached(ask(*client, std::move(requests[i]), replies[i], left, loop));
    });
    loop.run();
    return replies;
  }
  void wait(std::chrono::milliseconds pause) {
    loop.post([this, pause] { start_detached(stop_after(loop, pause)); });
    loop.run();
  }
  static Task<void> stop_after(runtime::EventLoop& loop, std::chrono::milliseconds pause) {
    co_await runtime::sleep(loop, pause);
    loop.stop();
  }
  static Task<void> destroy_after(Desk& desk, std::chrono::milliseconds pause) {
    co_await runtime::sleep(desk.loop, pause);
    desk.client.reset();
  }
  Reply send(Request request) {
    if (request.deadline == Deadline::never()) request.deadline = Deadline::in(10s);
    std::vector<Request> one;
    one.push_back(std::move(request));
    return std::move(send_all(std::move(one)).front());
  }

  runtime::EventLoop loop;
  std::optional<Client> client;
};

std::string_view failure_name(const Reply& reply) {
  return reply.failure ? name(*reply.failure) : "none";
}

TEST(Client, SendsAndReceives) {
  ScriptedServer server({answer(201, "made", "X-Thing: one\r\n")});
  Desk desk;
  const auto reply = desk.send({.method = Method::post,
                                .url = server.url("/a?b=c"),
                                .headers = {{"Content-Type", "text/plain"}, {"X-Empty", ""}},
                                .body = "hello"});
  EXPECT_TRUE(reply.succeeded());
  EXPECT_EQ(reply.status, 201);
  EXPECT_EQ(reply.body, "made");
  EXPECT_EQ(reply.header("x-thing"), "one");
  EXPECT_EQ(reply.tries, 1);
  const auto request = server.requests().at(0);
  EXPECT_THAT(request, HasSubstr("POST /a?b=c HTTP/1.1\r\n"));
  EXPECT_THAT(request, HasSubstr("Content-Type: text/plain\r\n"));
  EXPECT_THAT(request, HasSubstr("X-Empty:\r\n"));
  EXPECT_THAT(request, HasSubstr("Content-Length: 5\r\n"));
  EXPECT_THAT(request, HasSubstr("\r\n\r\nhello"));
  EXPECT_EQ(request.find("Expect"), std::string::npos);
}

TEST(Client, KnowsEveryMethod) {
  ScriptedServer server({answer(200)});
  Desk desk;
  for (const auto method : {Method::get, Method::put, Method::patch, Method::remove})
    EXPECT_TRUE(desk.send({.method = method, .url = server.url()}).succeeded()) << token(method);
  const auto requests = server.requests();
  EXPECT_THAT(requests.at(0), ::testing::StartsWith("GET / "));
  EXPECT_THAT(requests.at(1), ::testing::StartsWith("PUT / "));
  EXPECT_THAT(requests.at(2), ::testing::StartsWith("PATCH / "));
  EXPECT_THAT(requests.at(3), ::testing::StartsWith("DELETE / "));
  EXPECT_EQ(server.connections(), 1U);  // kept alive
}

TEST(Client, SendsManyAtOnce) {
  ScriptedServer server({answer(200, "x")});
  Desk desk;
  std::vector<Request> requests(200, Request{.url = server.url(), .deadline = Deadline::in(10s)});
  for (const auto& reply : desk.send_all(std::move(requests)))
    EXPECT_TRUE(reply.succeeded()) << reply.reason;
  EXPECT_LE(server.connections(), 16U);
}

TEST(Client, FollowsNoRedirect) {
  ScriptedServer server({answer(302, "", "Location: http://127.0.0.1:1/\r\n")});
  Desk desk;
  const auto reply = desk.send({.url = server.url()});
  EXPECT_EQ(reply.status, 302);
  EXPECT_EQ(server.requests().size(), 1U);
}

TEST(Client, LimitsTheReply) {
  ScriptedServer server({answer(200, std::string(5'000, 'x'))});
  Desk desk;
  EXPECT_EQ(failure_name(desk.send({.url = server.url(), .body_limit = 4'999})), "too_large");
  EXPECT_TRUE(desk.send({.url = server.url(), .body_limit = 5'000}).succeeded());
  const auto cut = desk.send({.url = server.url(), .body_limit = 10, .long_body = LongBody::cut});
  EXPECT_TRUE(cut.succeeded());
  EXPECT_EQ(cut.body, "xxxxxxxxxx");
  EXPECT_TRUE(cut.body_cut);
  ScriptedServer chatty({answer(200, "", "X: " + std::string(70'000, 'x') + "\r\n")});
  EXPECT_EQ(failure_name(desk.send({.url = chatty.url()})), "too_large");
}

TEST(Client, EndsInTime) {
  ScriptedServer slow({{.bytes = answer(200).bytes, .pause = 5s}});
  Desk desk;
  const auto began = runtime::monotonic_nanoseconds();
  EXPECT_EQ(failure_name(desk.send({.url = slow.url(), .deadline = Deadline::in(200ms)})),
            "deadline_exceeded");
  EXPECT_EQ(failure_name(desk.send({.url = slow.url(), .first_byte_limit = 200ms})),
            "first_byte_timeout");
  ScriptedServer stalled({{.bytes = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"}});
  EXPECT_EQ(failure_name(desk.send({.url = stalled.url(), .deadline = Deadline::in(200ms)})),
            "deadline_exceeded");
  EXPECT_LT(std::chrono::nanoseconds(runtime::monotonic_nanoseconds() - began), 4s);
}

TEST(Client, TellsWhatWentWrong) {
  Desk desk;
  std::uint16_t free_port = 0;
  {
    ScriptedServer gone({answer(200)});
    free_port = gone.port();
  }
  EXPECT_EQ(failure_name(desk.send({.url = "http://127.0.0.1:" + std::to_string(free_port)})),
            "connect_failed");
  ScriptedServer rude({{.bytes = "", .close = true}});
  EXPECT_EQ(failure_name(desk.send({.url = rude.url()})), "connection_lost");
  ScriptedServer partial(
      {{.bytes = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx", .close = true}});
  EXPECT_EQ(failure_name(desk.send({.url = partial.url()})), "connection_lost");
  ScriptedServer babbling({{.bytes = "SSH-2.0-server\r\n\r\n", .close = true}});
  EXPECT_EQ(failure_name(desk.send({.url = babbling.url()})), "bad_reply");
  http::testing::TestServer plain;
  const auto secure = "https://127.0.0.1:" + std::to_string(plain.port());
  EXPECT_EQ(failure_name(desk.send({.url = secure})), "tls_failed");
  EXPECT_EQ(failure_name(desk.send({.url = "ftp://127.0.0.1/"})), "bad_url");
  EXPECT_EQ(failure_name(desk.send({.url = "http://no-such-host.invalid/"})), "name_unknown");
}

TEST(Client, RefusesWhatIsNotPublic) {
  ScriptedServer server({answer(200)});
  Desk desk(AddressPolicy::public_only);
  for (const auto& host : {"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0",
                           "169.254.169.254", "10.0.0.1", "[fd00:ec2::254]", "[64:ff9b::7f00:1]"})
    EXPECT_EQ(failure_name(desk.send({.url = "http://" + std::string(host) + ":" +
                                             std::to_string(server.port()) + "/"})),
              "address_refused")
        << host;
  EXPECT_EQ(server.connections(), 0U);
}

TEST(Client, ResolvesNamesOnce) {
  ScriptedServer server({answer(200)});
  Desk desk;
  const auto url = "http://localhost:" + std::to_string(server.port()) + "/";
  EXPECT_TRUE(desk.send({.url = url}).succeeded());
  EXPECT_TRUE(desk.send({.url = url}).succeeded());
  EXPECT_THAT(server.requests().at(0),
              HasSubstr("Host: localhost:" + std::to_string(server.port())));
}

TEST(Client, RepeatsWhatMayBeRepeated) {
  ScriptedServer server({answer(503), answer(502), answer(200, "at last")});
  Desk desk;
  const auto reply = desk.send({.url = server.url(), .tries = 5});
  EXPECT_EQ(reply.body, "at last");
  EXPECT_EQ(reply.tries, 3);
  EXPECT_EQ(desk.client->counters().tries, 3U);
  EXPECT_EQ(desk.client->counters().requests, 1U);

  ScriptedServer failing({answer(503)});
  const Request post{.method = Method::post, .url = failing.url(), .body = "once", .tries = 5};
  EXPECT_EQ(desk.send(post).tries, 1);
  auto again = post;
  again.repeatable = true;
  again.tries = 2;
  EXPECT_EQ(desk.send(again).tries, 2);
}

TEST(Client, HonoursRetryAfter) {
  ScriptedServer server({answer(429, "", "Retry-After: 1\r\n"), answer(200)});
  Desk desk;
  const auto began = runtime::monotonic_nanoseconds();
  EXPECT_TRUE(desk.send({.url = server.url(), .tries = 2}).succeeded());
  EXPECT_GE(std::chrono::nanoseconds(runtime::monotonic_nanoseconds() - began), 1s);
  ScriptedServer later({answer(503, "", "Retry-After: 3600\r\n")});
  const auto reply = desk.send({.url = later.url(), .tries = 2});
  EXPECT_EQ(reply.tries, 1);  // it would come after the deadline
  EXPECT_EQ(reply.retry_after, 3600s);
}

TEST(Client, LeavesAFailingOriginAlone) {
  ScriptedServer server({answer(500), answer(500), answer(200)});
  Desk desk(AddressPolicy::any, {.failures = 2, .pause = 100ms});
  EXPECT_EQ(desk.send({.url = server.url()}).status, 500);
  EXPECT_EQ(desk.send({.url = server.url()}).status, 500);
  EXPECT_EQ(failure_name(desk.send({.url = server.url()})), "circuit_open");
  EXPECT_EQ(desk.client->counters().breakers_open, 1);
  desk.wait(110ms);
  EXPECT_EQ(desk.send({.url = server.url()}).status, 200);
  EXPECT_EQ(desk.client->counters().breakers_open, 0);
}

TEST(Client, EndsWhatIsUnderWayWhenStopped) {
  ScriptedServer slow({{.bytes = answer(200).bytes, .pause = 5s}});
  Desk desk;
  desk.loop.post([&] { start_detached(Desk::destroy_after(desk, 50ms)); });
  EXPECT_EQ(failure_name(desk.send({.url = slow.url()})), "cancelled");
}

TEST(Client, ShowsWhatItCounted) {
  ScriptedServer server({answer(200)});
  Desk desk;
  desk.send({.url = server.url()});
  desk.send({.url = "bad"});
  const NamedCounters named[] = {{"test", &desk.client->counters()}};
  telemetry::Snapshot snapshot;
  describe(named, snapshot);
  const auto text = exposition(snapshot);
  EXPECT_THAT(text, HasSubstr("sangam_http_client_requests_total{client=\"test\"} 2\n"));
  EXPECT_THAT(text,
              HasSubstr("sangam_http_client_outcomes_total{client=\"test\",outcome=\"2xx\"} 1\n"));
  EXPECT_THAT(
      text,
      HasSubstr("sangam_http_client_outcomes_total{client=\"test\",outcome=\"bad_url\"} 1\n"));
  EXPECT_THAT(
      text, HasSubstr("sangam_http_client_duration_seconds_bucket{client=\"test\",le=\"+Inf\"} 2"));
}

}  // namespace
}  // namespace sangam::http::client
