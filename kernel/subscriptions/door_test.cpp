// The door over real connections, with a module of its own: who gets in, what is followed, how it
// ends.

#include "kernel/subscriptions/door.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "kernel/api/module.h"
#include "kernel/http/server.h"
#include "kernel/http/websocket/testing/frame_client.h"
#include "kernel/runtime/loop_group.h"

namespace sangam::subscriptions {
namespace {

using namespace std::chrono_literals;
using http::websocket::Opcode;
using http::websocket::testing::close_payload;
using http::websocket::testing::FrameClient;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

struct Tick {
  std::int64_t number = 0;
};
SANGAM_DESCRIBE(Tick, (number, "Which"))

struct CountTo {
  std::int64_t last = 0;
};
SANGAM_DESCRIBE(CountTo, (last, "Where to stop"))

// Streams of every kind, and how many of them are under way.
class Counting {
 public:
  Task<void> count(api::Call&, CountTo request, api::StreamSink<Tick>& sink) {
    if (request.last < 0) throw Error{Code::refused, "cannot count down"};
    auto number = sink.last_event_id().empty() ? 1 : std::stoll(sink.last_event_id()) + 1;
    for (; number <= request.last; ++number) {
      if (number == 13) throw Error{Code::conflict, "unlucky"};
      if (!co_await sink.send({number}, std::to_string(number))) co_return;
    }
  }
  Task<void> wait(api::Call&, Nothing, api::StreamSink<Tick>& sink) {
    ++waiting;
    while (co_await sink.pause(10s)) {
    }
    --waiting;
  }
  Task<Tick> once(api::Call&, Nothing) { co_return Tick{1}; }

  std::atomic<int> waiting{0};
};

// "good" may do everything, "poor" nothing; "brief" ends soon; a cookie "sid=good" is as good.
class FixedAuthenticator final : public api::Authenticator {
 public:
  api::IdentityPointer find_cached(const http::Request&) override { return nullptr; }
  api::RevokedFlag watch(api::IdentityPointer) override { return revoked; }
  Task<api::Authentication> authenticate(const http::Request& request) override {
    const auto authorization = request.header("authorization").value_or("");
    const bool by_cookie = request.header("cookie") == "sid=good";
    if (authorization.empty() && !by_cookie) co_return api::Authentication{};
    auto identity = std::make_shared<api::Identity>();
    identity->tenant = tenant;
    identity->principal.id_text = "usr_1";
    identity->by_cookie = authorization.empty();
    if (authorization == "Bearer brief") identity->valid_until = Timestamp{1};
    else if (authorization == "Bearer good" || by_cookie)
      identity->principal.permissions = {"ticks:read"};
    else if (authorization != "Bearer poor")
      throw Error{Code::unauthenticated, "No such credential."};
    co_return api::Authentication{identity, by_cookie ? "sid=newer" : ""};
  }

  std::shared_ptr<std::atomic<bool>> revoked = std::make_shared<std::atomic<bool>>(false);
  std::shared_ptr<api::Tenant> tenant = [] {
    auto made = std::make_shared<api::Tenant>();
    made->number = 7;
    made->slug = "acme";
    return made;
  }();
};

class NoPools final : public api::PoolDirectory {
 public:
  api::Pools pools_of(const runtime::EventLoop&) const override { return {}; }
};

class DoorServer {
 public:
  explicit DoorServer(Limits limits = {}) {
    module_.stream<&Counting::count>("ticks.count", counting).get("/a").permission("ticks:read");
    module_.stream<&Counting::wait>("ticks.wait", counting).get("/b").permission("ticks:read");
    module_.query<&Counting::once>("ticks.once", counting).get("/c").permission("ticks:read");
    std::vector<const api::Operation*> operations;
    for (const auto& operation : module_.operations())
      operations.push_back(&operation);
    metrics_ = std::make_unique<api::OperationMetrics>(operations, registry_);
    door_ = std::make_unique<Door>(operations, api::Reception{authenticator}, pools_, *metrics_,
                                   limits);
    server_ = std::make_unique<http::Server>(loops_, http::ServerSettings{}, *door_);
    loops_.start();
  }
  ~DoorServer() {
    server_.reset();
    loops_.stop();
  }

  std::uint16_t port() const { return server_->port(); }
  http::Server& server() { return *server_; }

  Counting counting;
  FixedAuthenticator authenticator;

 private:
  api::Module module_{"ticks"};
  NoPools pools_;
  telemetry::Registry registry_;
  std::unique_ptr<api::OperationMetrics> metrics_;
  runtime::LoopGroup loops_{1};
  std::unique_ptr<Door> door_;
  std::unique_ptr<http::Server> server_;
};

constexpr std::string_view kGood = "Authorization: Bearer good\r\n";

std::string count_to(int last, std::string_view id = "1", std::string_view more = "") {
  return R"({"type":"subscribe","id":")" + std::string(id) +
         R"(","operation":"ticks.count","input":{"last":)" + std::to_string(last) + "}" +
         std::string(more) + "}";
}

template <class Condition>
bool happens(Condition condition) {
  for (int i = 0; i < 500 && !condition(); ++i)
    std::this_thread::sleep_for(10ms);
  return condition();
}

TEST(Door, LetsInWhoSaysWhoTheyAreInTheHandshake) {
  DoorServer server;
  FrameClient client(server.port(), kGood);
  EXPECT_EQ(client.text(),
            R"({"type":"ready","principal":"usr_1","tenant":"acme","subscriptions":32})");
  FrameClient named(server.port(), std::string(kGood) + "Sec-WebSocket-Protocol: sangam.v1\r\n");
  EXPECT_THAT(named.head(), HasSubstr("Sec-WebSocket-Protocol: sangam.v1"));
  EXPECT_THAT(FrameClient(server.port(), "Authorization: Bearer bad\r\n").head(),
              HasSubstr(" 401 "));
}

TEST(Door, TakesACookieFromPagesOfThisServerOnly) {
  DoorServer server;
  const auto head = [&](std::string_view fields) {
    return FrameClient(server.port(), "Cookie: sid=good\r\n" + std::string(fields)).head();
  };
  EXPECT_THAT(head("Origin: http://x\r\n"),
              AllOf(HasSubstr(" 101 "), HasSubstr("Set-Cookie: sid=newer")));
  EXPECT_THAT(head("Origin: http://elsewhere\r\n"), HasSubstr(" 403 "));
  EXPECT_THAT(head(""), HasSubstr(" 403 "));
  EXPECT_THAT(FrameClient(server.port(), "Origin: http://elsewhere\r\n").head(), HasSubstr(" 101 "))
      << "without a cookie any page may open one, and say who it is then";
}

TEST(Door, LetsInByTheFirstMessage) {
  DoorServer server;
  FrameClient client(server.port());
  client.send(Opcode::text, R"({"type":"authenticate","token":"good"})");
  EXPECT_THAT(client.text(), StartsWith(R"({"type":"ready")"));
  client.send(Opcode::text, R"({"type":"authenticate","token":"good"})");
  EXPECT_THAT(client.text(), HasSubstr(R"("code":"conflict")"));

  FrameClient wrong(server.port());
  wrong.send(Opcode::text, R"({"type":"authenticate","token":"bad"})");
  EXPECT_THAT(wrong.text(), HasSubstr(R"("code":"unauthenticated")"));
  EXPECT_EQ(wrong.close_code(), 4401);

  FrameClient hasty(server.port());
  hasty.send(Opcode::text, count_to(1));
  EXPECT_THAT(hasty.text(), AllOf(HasSubstr(R"("id":"1")"), HasSubstr("unauthenticated")));
  EXPECT_EQ(hasty.close_code(), 4401);
}

TEST(Door, WaitsForACredentialSoLongAndNoLonger) {
  DoorServer server({.authenticate_within = 200ms});
  FrameClient client(server.port());
  EXPECT_EQ(client.close_code(), 4408);
}

TEST(Door, PassesAStreamOn) {
  DoorServer server;
  FrameClient client(server.port(), kGood);
  client.text();
  client.send(Opcode::text, count_to(2, "a"));
  EXPECT_EQ(client.text(), R"({"type":"subscribed","id":"a"})");
  EXPECT_EQ(client.text(), R"({"type":"next","id":"a","event":"1","data":{"number":1}})");
  EXPECT_EQ(client.text(), R"({"type":"next","id":"a","event":"2","data":{"number":2}})");
  EXPECT_EQ(client.text(), R"({"type":"complete","id":"a"})");
  client.send(Opcode::text, count_to(9, "a", R"(,"after":"8")"));
  EXPECT_EQ(client.text(), R"({"type":"subscribed","id":"a"})");
  EXPECT_EQ(client.text(), R"({"type":"next","id":"a","event":"9","data":{"number":9}})");
  EXPECT_EQ(client.text(), R"({"type":"complete","id":"a"})");
}

TEST(Door, TellsAProblemBeforeAStreamBeginsAndWithinIt) {
  DoorServer server;
  FrameClient client(server.port(), kGood);
  client.text();
  client.send(Opcode::text, count_to(-1));
  EXPECT_THAT(client.text(), AllOf(StartsWith(R"({"type":"error","id":"1","problem":{)"),
                                   HasSubstr(R"("code":"refused")")));
  client.send(Opcode::text, R"({"type":"subscribe","id":"2","operation":"ticks.count",)"
                            R"("input":{"last":"x"}})");
  EXPECT_THAT(client.text(), HasSubstr(R"("pointer":"/input/last")"));
  // So many items that the handler had to wait before it failed.
  client.send(Opcode::text, count_to(13, "3", R"(,"after":"-300")"));
  EXPECT_EQ(client.text(), R"({"type":"subscribed","id":"3"})");
  for (int number = -299; number <= 12; ++number)
    EXPECT_THAT(client.text(), HasSubstr("\"event\":\"" + std::to_string(number) + "\""));
  EXPECT_THAT(client.text(),
              AllOf(StartsWith(R"({"type":"error","id":"3")"), HasSubstr("unlucky")));
  client.send(Opcode::text, R"({"type":"ping"})");
  EXPECT_EQ(client.text(), R"({"type":"pong"})") << "the connection goes on";
}

TEST(Door, RefusesWhatIsNotToBeFollowed) {
  DoorServer server({.subscriptions = 2});
  FrameClient client(server.port(), kGood);
  client.text();
  const auto subscribe = [&](std::string_view id, std::string_view operation) {
    client.send(Opcode::text, R"({"type":"subscribe","id":")" + std::string(id) +
                                  R"(","operation":")" + std::string(operation) + "\"}");
    return client.text();
  };
  EXPECT_THAT(subscribe("1", "ticks.once"), HasSubstr(R"("code":"not_found")")) << "no stream";
  EXPECT_THAT(subscribe("1", "nothing"), HasSubstr(R"("code":"not_found")"));
  EXPECT_EQ(subscribe("1", "ticks.wait"), R"({"type":"subscribed","id":"1"})");
  EXPECT_THAT(subscribe("1", "ticks.wait"), HasSubstr(R"("code":"conflict")"));
  EXPECT_EQ(subscribe("2", "ticks.wait"), R"({"type":"subscribed","id":"2"})");
  EXPECT_THAT(subscribe("3", "ticks.wait"), HasSubstr(R"("code":"too_many_requests")"));
  client.send(Opcode::text, R"({"type":"unsubscribe","id":"4"})");
  EXPECT_THAT(client.text(), HasSubstr(R"("code":"not_found")"));
  client.send(Opcode::text, R"({"type":"unsubscribe","id":"1"})");
  EXPECT_EQ(client.text(), R"({"type":"complete","id":"1"})");
  EXPECT_TRUE(happens([&] { return server.counting.waiting == 1; }));
  EXPECT_EQ(subscribe("3", "ticks.wait"), R"({"type":"subscribed","id":"3"})");
}

TEST(Door, AsksForThePermissionOfTheStream) {
  DoorServer server;
  FrameClient client(server.port(), "Authorization: Bearer poor\r\n");
  client.text();
  client.send(Opcode::text, count_to(1));
  EXPECT_THAT(client.text(), HasSubstr(R"("code":"forbidden")"));
}

TEST(Door, ClosesAfterAMessageThatItCannotRead) {
  DoorServer server;
  FrameClient client(server.port(), kGood);
  client.text();
  client.send(Opcode::text, "hello");
  EXPECT_THAT(client.text(), HasSubstr(R"("code":"malformed")"));
  EXPECT_EQ(client.close_code(), 4400);
  FrameClient binary(server.port(), kGood);
  binary.text();
  binary.send(Opcode::binary, "{}");
  EXPECT_EQ(binary.close_code(), 1003);
}

TEST(Door, EndsWithTheCredential) {
  DoorServer server;
  FrameClient brief(server.port(), "Authorization: Bearer brief\r\n");
  brief.text();
  EXPECT_THAT(brief.text(), HasSubstr("over"));
  EXPECT_EQ(brief.close_code(), 4401);
  FrameClient client(server.port(), kGood);
  client.text();
  client.send(Opcode::text, R"({"type":"subscribe","id":"1","operation":"ticks.wait"})");
  client.text();
  EXPECT_EQ(server.counting.waiting, 1);
  *server.authenticator.revoked = true;
  EXPECT_THAT(client.text(), HasSubstr(R"("code":"unauthenticated")"));
  EXPECT_EQ(client.close_code(), 4401);
  client.send(Opcode::close, close_payload(4401));
  EXPECT_TRUE(client.closed());
  EXPECT_TRUE(happens([&] { return server.counting.waiting == 0; }));
}

TEST(Door, EndsItsStreamsWithTheConnectionAndTheServer) {
  DoorServer server;
  {
    FrameClient client(server.port(), kGood);
    client.text();
    client.send(Opcode::text, R"({"type":"subscribe","id":"1","operation":"ticks.wait"})");
    client.text();
    EXPECT_EQ(server.counting.waiting, 1);
  }
  EXPECT_TRUE(happens([&] { return server.counting.waiting == 0; }));
  FrameClient client(server.port(), kGood);
  client.text();
  client.send(Opcode::text, R"({"type":"subscribe","id":"1","operation":"ticks.wait"})");
  client.text();
  std::thread draining([&] { server.server().drain(5s); });
  EXPECT_EQ(client.close_code(), 1001);
  client.send(Opcode::close, close_payload(1001));
  draining.join();
  EXPECT_TRUE(happens([&] { return server.counting.waiting == 0; }));
}

// Nothing is lost, and nothing piles up, when a client reads more slowly than a stream is made.
TEST(Door, HoldsAStreamBackForASlowClient) {
  DoorServer server;
  FrameClient client(server.port(), kGood);
  client.text();
  const int last = 200'000;
  client.send(Opcode::text, count_to(last, "1", R"(,"after":"13")"));
  client.text();
  std::this_thread::sleep_for(300ms);
  for (int number = 14; number <= last; ++number)
    ASSERT_EQ(client.text(), R"({"type":"next","id":"1","event":")" + std::to_string(number) +
                                 R"(","data":{"number":)" + std::to_string(number) + "}}");
  EXPECT_EQ(client.text(), R"({"type":"complete","id":"1"})");
}

}  // namespace
}  // namespace sangam::subscriptions
