#pragma once

// A client that does the handshake and then sends exactly the frames it is told to.

#include <optional>
#include <string>
#include <string_view>

#include "kernel/http/testing/raw_client.h"
#include "kernel/http/websocket/testing/client_frames.h"

namespace sangam::http::websocket::testing {

using http::testing::RawClient;
using std::chrono::milliseconds;

// The key of RFC 6455 §1.3, and what is answered to it.
inline constexpr std::string_view kKey = "dGhlIHNhbXBsZSBub25jZQ==";
inline constexpr std::string_view kAccept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

// A right handshake, with further fields, each with its line end.
inline std::string handshake_request(std::string_view fields = {}, std::string_view path = "/ws") {
  return "GET " + std::string(path) +
         " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
         "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " +
         std::string(kKey) + "\r\n" + std::string(fields) + "\r\n";
}

struct ServerFrame {
  Opcode opcode = Opcode::text;
  std::string payload;

  // Of a close frame; 0 without one.
  int code() const {
    if (payload.size() < 2) return 0;
    return static_cast<unsigned char>(payload[0]) << 8 | static_cast<unsigned char>(payload[1]);
  }
};

class FrameClient {
 public:
  // Sends the handshake; head() is what was answered.
  explicit FrameClient(std::uint16_t port, std::string_view fields = {},
                       std::string_view path = "/ws")
      : raw_(port) {
    raw_.send(handshake_request(fields, path));
    if (const auto answer = raw_.receive(true)) head_ = answer->head;
  }

  const std::string& head() const noexcept { return head_; }
  bool send(std::string_view bytes) { return raw_.send(bytes); }
  bool send(Opcode opcode, std::string_view payload) {
    return raw_.send(client_frame(opcode, payload));
  }
  RawClient& raw() noexcept { return raw_; }

  // Nothing when the connection ends or `patience` passes first.
  std::optional<ServerFrame> next(milliseconds patience = milliseconds{5000}) {
    std::string head = raw_.receive_bytes(2, patience);
    if (head.size() < 2) return std::nullopt;
    const auto mark = static_cast<unsigned char>(head[1]);
    if (mark >= 126) head += raw_.receive_bytes(mark == 126 ? 2 : 8, patience);
    const std::size_t length = frame_length(head) - head.size();
    return ServerFrame{static_cast<Opcode>(static_cast<unsigned char>(head[0]) & 0x0FU),
                       raw_.receive_bytes(length, patience)};
  }
  // The next text; empty when something else comes.
  std::string text() {
    const auto frame = next();
    return frame && frame->opcode == Opcode::text ? frame->payload : "";
  }
  // The code of the close frame that comes next, after any pings; 0 for anything else.
  int close_code() {
    auto frame = next();
    while (frame && frame->opcode == Opcode::ping)
      frame = next();
    return frame && frame->opcode == Opcode::close ? frame->code() : 0;
  }
  bool closed() { return raw_.closed(); }

 private:
  RawClient raw_;
  std::string head_;
};

}  // namespace sangam::http::websocket::testing
