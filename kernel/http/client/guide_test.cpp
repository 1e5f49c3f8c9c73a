// The example of docs/guides/calling_other_servers.md, run.

#include <gtest/gtest.h>

#include "base/error.h"
#include "kernel/http/client/client.h"
#include "kernel/http/client/testing/scripted_server.h"

namespace sangam::http {
namespace {

using namespace std::chrono_literals;
using runtime::Deadline;

class RateSource {
 public:
  explicit RateSource(runtime::EventLoop& loop)
      : client_(loop, {.name = "rates", .addresses = client::AddressPolicy::any}) {}

  Task<std::string> rates(std::string url) {
    const auto reply = co_await client_.send({.method = client::Method::get,
                                              .url = std::move(url),
                                              .headers = {{"Accept", "application/json"}},
                                              .deadline = Deadline::in(5s),
                                              .tries = 3});
    if (reply.failure) throw Error{Code::unavailable, "Rates cannot be had: " + reply.reason};
    if (!reply.succeeded())
      throw Error{Code::unavailable, "Rates answered " + std::to_string(reply.status) + "."};
    co_return reply.body;
  }

 private:
  client::Client client_;
};

Task<void> ask(RateSource& source, std::string url, std::string& said, runtime::EventLoop& loop) {
  try {
    said = co_await source.rates(std::move(url));
  } catch (const Error& error) {
    said = error.detail;
  }
  loop.stop();
}

std::string said_by(const client::testing::ScriptedServer& server) {
  runtime::EventLoop loop;
  RateSource source(loop);
  std::string said;
  loop.post([&] { start_detached(ask(source, server.url("/rates"), said, loop)); });
  loop.run();
  return said;
}

TEST(ClientGuide, TheExampleWorks) {
  using client::testing::answer;
  client::testing::ScriptedServer server({answer(503), answer(200, "83.25")});
  EXPECT_EQ(said_by(server), "83.25");
  client::testing::ScriptedServer gone({answer(404)});
  EXPECT_EQ(said_by(gone), "Rates answered 404.");
}

}  // namespace
}  // namespace sangam::http
