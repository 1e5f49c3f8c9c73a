// The same over TLS, whose records have rules of their own for who is held up while writing.

#include <gtest/gtest.h>

#include <thread>

#include "kernel/http/tls/testing/tls_client.h"
#include "kernel/http/tls/tls_layer.h"
#include "kernel/http/websocket/testing/echo_server.h"
#include "kernel/http/websocket/testing/frame_client.h"

namespace sangam::http::websocket {
namespace {

using namespace std::chrono_literals;
using http::testing::Authority;
using http::testing::PemFolder;
using http::testing::TlsClient;
using testing::client_frame;
using testing::EchoServer;
using testing::ServerFrame;

class TlsEcho {
 public:
  explicit TlsEcho(SocketSettings socket = {}) {
    const auto pair = authority_.issue();
    files_.write("certificate.pem", pair.certificate.get());
    files_.write("key.pem", pair.key.get());
    TlsSettings tls;
    tls.certificate = files_.path("certificate.pem");
    tls.key = files_.path("key.pem");
    layer_ = std::make_unique<TlsLayer>(tls);
    ServerSettings settings;
    settings.layer = layer_.get();
    server = std::make_unique<EchoServer>(socket, settings);
  }

 private:
  Authority authority_;
  PemFolder files_;
  std::unique_ptr<TlsLayer> layer_;

 public:
  std::unique_ptr<EchoServer> server;
};

class TlsFrameClient {
 public:
  explicit TlsFrameClient(std::uint16_t port) : client_(port) {
    connected = client_.connect() && client_.send(testing::handshake_request());
    while (connected && !received_.contains("\r\n\r\n"))
      connected = receive();
    connected = connected && received_.starts_with("HTTP/1.1 101 ");
    if (connected) received_.erase(0, received_.find("\r\n\r\n") + 4);
  }

  void send(Opcode opcode, std::string_view payload) {
    client_.send(client_frame(opcode, payload));
  }
  std::optional<ServerFrame> next() {
    while (received_.size() < 10 && fill()) {
    }
    if (received_.size() < 2) return std::nullopt;
    const std::size_t length = frame_length(received_);
    while (received_.size() < length && fill()) {
    }
    if (received_.size() < length) return std::nullopt;
    const auto mark = static_cast<unsigned char>(received_[1]);
    const std::size_t head = mark < 126 ? 2 : mark == 126 ? 4 : 10;
    ServerFrame frame{static_cast<Opcode>(received_[0] & 0x0F),
                      received_.substr(head, length - head)};
    received_.erase(0, length);
    return frame;
  }

  bool connected = false;

 private:
  // Asked for more only when a frame may be incomplete: it waits until there is something.
  bool fill() {
    if (received_.size() >= 2 && received_.size() >= frame_length(received_)) return false;
    return receive();
  }
  bool receive() {
    const auto more = client_.receive();
    received_ += more;
    return !more.empty();
  }

  TlsClient client_;
  std::string received_;
};

TEST(SocketOverTls, GivesMessagesBack) {
  TlsEcho echo;
  TlsFrameClient client(echo.server->port());
  ASSERT_TRUE(client.connected);
  for (const std::size_t size : {5, 16'000, 60'000}) {
    client.send(Opcode::text, std::string(size, 'x'));
    const auto frame = client.next();
    ASSERT_TRUE(frame);
    EXPECT_EQ(frame->payload, std::string(size, 'x'));
  }
}

// The record under way is offered again as it was, though what waited behind it is dropped.
TEST(SocketOverTls, ClosesWhoReadsTooSlowly) {
  TlsEcho echo({.slow = 300ms});
  TlsFrameClient client(echo.server->port());
  ASSERT_TRUE(client.connected);
  client.send(Opcode::text, "flood");
  for (int i = 0; i < 500 && echo.server->counters().slow == 0; ++i)
    std::this_thread::sleep_for(10ms);
  auto frame = client.next();
  while (frame && frame->opcode == Opcode::text) {
    ASSERT_EQ(frame->payload, std::string(4096, '~'));
    frame = client.next();
  }
  ASSERT_TRUE(frame);
  EXPECT_EQ(frame->code(), 1013);
}

}  // namespace
}  // namespace sangam::http::websocket
