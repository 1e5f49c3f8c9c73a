// The generator against a server of a few lines in the same process.

#include "benchmarks/load/generator.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <set>
#include <stdexcept>
#include <string>
#include <thread>

namespace sangam::benchmarks::load {
namespace {

// Serves one connection after the other on a loopback port, in a thread of its own, until
// destroyed. Every fifth answer is a 503; with `closes` every answer ends its connection.
class TinyServer {
 public:
  explicit TinyServer(bool closes) : closes_(closes), listener_(socket(AF_INET, SOCK_STREAM, 0)) {
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    if (bind(listener_, generic, size) != 0 || listen(listener_, 8) != 0 ||
        getsockname(listener_, generic, &size) != 0)
      throw std::runtime_error("cannot listen");
    thread_ = std::thread([this] { run(); });
  }
  ~TinyServer() {
    stop();
    close(listener_);
  }
  TinyServer(const TinyServer&) = delete;
  TinyServer& operator=(const TinyServer&) = delete;

  void stop() {
    shutdown(listener_, SHUT_RDWR);
    if (thread_.joinable()) thread_.join();
  }

  sockaddr_in address{};
  // What it was sent; to be read after stop().
  std::set<std::string> bodies;
  int requests = 0;

 private:
  void run() {
    for (int client; (client = accept(listener_, nullptr, nullptr)) >= 0;) {
      while (serve_one(client) && !closes_) {
      }
      close(client);
    }
  }

  bool serve_one(int client) {
    char bytes[4096];
    const auto count = recv(client, bytes, sizeof bytes, 0);
    if (count <= 0) return false;
    const std::string_view request(bytes, static_cast<std::size_t>(count));
    bodies.emplace(request.substr(request.find("\r\n\r\n") + 4));
    std::string answer = ++requests % 5 == 0 ? "HTTP/1.1 503 Busy\r\n" : "HTTP/1.1 200 OK\r\n";
    if (closes_) answer += "Connection: close\r\n";
    answer += "Content-Length: 2\r\n\r\nok";
    return send(client, answer.data(), answer.size(), MSG_NOSIGNAL) > 0;
  }

  bool closes_;
  int listener_;
  std::thread thread_;
};

Arguments arguments_for(const TinyServer& server) {
  Arguments arguments;
  arguments.address = server.address;
  arguments.host = "127.0.0.1";
  arguments.method = "POST";
  arguments.body = "{{id}}";
  arguments.connections = 1;
  arguments.seconds = 0.3;
  arguments.warmup_seconds = 0;
  return arguments;
}

Results run(const Arguments& arguments) {
  auto requests = RequestMaker::make(arguments, 1);
  EXPECT_TRUE(requests.has_value());
  Generator generator(arguments, *std::move(requests));
  return generator.run();
}

TEST(Generator, CountsEveryAnswerByItsStatus) {
  TinyServer server(false);
  const Results results = run(arguments_for(server));
  EXPECT_GT(results.latency.count(), 100U);
  EXPECT_EQ(results.statuses[200] + results.statuses[503], results.latency.count());
  EXPECT_EQ(results.outside_2xx(), results.statuses[503]);
  EXPECT_EQ(results.statuses[503], results.latency.count() / 5);
  EXPECT_EQ(results.broken + results.timeouts + results.connect_errors, 0U);
}

TEST(Generator, SendsEachIdentifierOnce) {
  TinyServer server(false);
  run(arguments_for(server));
  server.stop();
  EXPECT_GT(server.requests, 100);
  EXPECT_EQ(server.bodies.size(), static_cast<std::size_t>(server.requests));
}

TEST(Generator, OpensClosedConnectionsAgain) {
  TinyServer server(true);
  const Results results = run(arguments_for(server));
  EXPECT_GT(results.latency.count(), 50U);
  EXPECT_EQ(results.broken, 0U);
}

TEST(Generator, KeepsTheRate) {
  TinyServer server(false);
  Arguments arguments = arguments_for(server);
  arguments.rate = 200;
  arguments.seconds = 0.5;
  const Results results = run(arguments);
  EXPECT_GE(results.latency.count(), 70U);
  EXPECT_LE(results.latency.count(), 103U);
}

TEST(Generator, NoticesThatNobodyListens) {
  Arguments arguments;
  {
    TinyServer server(false);
    arguments = arguments_for(server);
  }
  const Results results = run(arguments);
  EXPECT_EQ(results.latency.count(), 0U);
  EXPECT_GT(results.connect_errors, 0U);
}

TEST(Results, PrintsOneLineOfJson) {
  Results results;
  results.latency.record(1'500);
  results.statuses[201] = 1;
  results.statuses[404] = 2;
  results.seconds = 1;
  results.cpu_seconds = 0.25;
  const std::string text = results.to_json();
  EXPECT_TRUE(
      text.starts_with(R"({"requests":1,"seconds":1.000,"per_second":1.0,"outside_2xx":2,)"));
  EXPECT_NE(text.find(R"("cpu_share":0.250,"statuses":{"201":1,"404":2},"latency_us":{)"),
            std::string::npos);
  EXPECT_TRUE(text.ends_with(R"("max":1.5}})")) << text;
}

}  // namespace
}  // namespace sangam::benchmarks::load
