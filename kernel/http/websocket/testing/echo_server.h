#pragma once

// A real server on a loopback port that speaks WebSocket on /ws: texts come back, and some words
// are commands; see EchoSession.

#include <atomic>
#include <memory>
#include <string>

#include "kernel/http/server.h"
#include "kernel/http/websocket/handshake.h"
#include "kernel/http/websocket/socket.h"
#include "kernel/runtime/loop_group.h"

namespace sangam::http::websocket::testing {

// What the sessions of a server did.
struct EchoLog {
  std::atomic<int> opened{0};
  std::atomic<int> closed{0};
  std::atomic<int> drained{0};
  std::atomic<int> last_code{0};
  std::atomic<std::size_t> bytes_sent{0};
};

// "close": closes with 4000. "flood": sends 4 KiB texts until the socket is full, and again
// whenever it is not. "pour": sends without asking. All else comes back.
class EchoSession final : public Session {
 public:
  explicit EchoSession(EchoLog& log) : log_(log) {}

  void opened(Socket& socket) override {
    socket_ = &socket;
    ++log_.opened;
  }
  void text(std::string_view message) override {
    if (message == "close") return socket_->close(static_cast<CloseCode>(4000), "as you wish");
    if (message == "flood") return flood();
    if (message == "pour") return pour();
    socket_->send_text(message);
  }
  void binary(Socket& socket, std::string_view message) override { socket.send_binary(message); }
  void drained() override {
    ++log_.drained;
    flood();
  }
  void closed(CloseCode code) override {
    socket_ = nullptr;
    log_.last_code = static_cast<int>(code);
    ++log_.closed;
  }

 private:
  void flood() {
    while (!socket_->full() && log_.bytes_sent < kFloodMost)
      send_piece();
  }
  void pour() {
    for (int i = 0; i < 4096; ++i)
      send_piece();
  }
  void send_piece() {
    socket_->send_text(piece_);
    log_.bytes_sent += piece_.size();
  }

  static constexpr std::size_t kFloodMost = 64 * 1024 * 1024;
  EchoLog& log_;
  Socket* socket_ = nullptr;
  const std::string piece_ = std::string(4096, '~');
};

// "/plain" answers a request without upgrading, so that a test sees that HTTP goes on.
class EchoHandler final : public RequestHandler {
 public:
  explicit EchoHandler(SocketSettings settings) : settings_(settings) {}

  Task<Response> handle(Request& request) override {
    if (request.path() != "/ws") co_return Response(200, "text/plain", "plain");
    static constexpr std::string_view kProtocols[] = {"echo.v2", "echo.v1"};
    auto handshake =
        check_handshake(request, {.protocols = kProtocols, .allows_origin = &is_allowed});
    if (!handshake) co_return std::move(handshake.error());
    co_return switch_protocols(
        *handshake,
        std::make_unique<Socket>(std::make_shared<EchoSession>(log), settings_, counters));
  }

  EchoLog log;
  SocketCounters counters;

 private:
  static bool is_allowed(const Request&, std::string_view origin) {
    return origin == "https://good.example";
  }

  const SocketSettings settings_;
};

class EchoServer {
 public:
  explicit EchoServer(SocketSettings settings = {}, ServerSettings server = {})
      : handler_(settings), server_(std::make_unique<Server>(loops_, server, handler_)) {
    loops_.start();
  }
  ~EchoServer() {
    server_.reset();
    loops_.stop();
  }

  std::uint16_t port() const { return server_->port(); }
  Server& server() { return *server_; }
  const EchoLog& log() const { return handler_.log; }
  const SocketCounters& counters() const { return handler_.counters; }
  const LoopCounters& http() const { return *server_->counters()[0]; }

 private:
  EchoHandler handler_;
  runtime::LoopGroup loops_{1};
  std::unique_ptr<Server> server_;
};

}  // namespace sangam::http::websocket::testing
