// Stopping without losing what is under way.

#include <gtest/gtest.h>

#include <thread>

#include "kernel/http/testing/raw_client.h"
#include "kernel/http/testing/test_server.h"

namespace sangam::http {
namespace {

using testing::RawClient;
using testing::TestServer;

TEST(Drain, FinishesWhatIsUnderWayAndClosesTheRest) {
  TestServer server;
  RawClient idle(server.port());
  RawClient busy(server.port());
  busy.send("GET /slow?ms=300 HTTP/1.1\r\nHost: x\r\n\r\n");
  std::this_thread::sleep_for(milliseconds{100});
  const std::uint16_t port = server.port();
  std::thread draining([&] { server.server().drain(milliseconds{5000}); });
  EXPECT_TRUE(idle.closed(milliseconds{200}));
  const auto response = busy.receive();
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 200);
  EXPECT_TRUE(response->has("Connection: close"));
  EXPECT_TRUE(busy.closed());
  draining.join();

  const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  EXPECT_NE(::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  ::close(fd);
}

TEST(Drain, CutsWhatOutlivesItsPatience) {
  TestServer server;
  RawClient stuck(server.port());
  stuck.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");
  std::this_thread::sleep_for(milliseconds{100});
  server.server().drain(milliseconds{100});
  EXPECT_EQ(stuck.receive_all(milliseconds{200}), "");
  EXPECT_EQ(server.counters().connections_open, 0);
}

TEST(Drain, EndsStreamsThatWaitForEvents) {
  TestServer server;
  RawClient client(server.port());
  client.send("GET /stream?size=0 HTTP/1.1\r\nHost: x\r\n\r\n");
  std::this_thread::sleep_for(milliseconds{100});
  const runtime::Deadline soon = runtime::Deadline::in(milliseconds{1000});
  std::thread draining([&] { server.server().drain(milliseconds{2000}); });
  const auto response = client.receive();
  draining.join();
  EXPECT_FALSE(soon.passed());
  ASSERT_TRUE(response) << "the stream must end properly, not be cut";
  EXPECT_EQ(response->body, "");
}

TEST(Drain, DestructionWithConnectionsOpenIsQuick) {
  auto server = std::make_unique<TestServer>();
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 20; ++i) {
    clients.push_back(std::make_unique<RawClient>(server->port()));
    clients.back()->send("GET /stream?pieces=100000&size=65536 HTTP/1.1\r\nHost: x\r\n\r\n");
  }
  std::this_thread::sleep_for(milliseconds{100});
  server.reset();
}

}  // namespace
}  // namespace sangam::http
