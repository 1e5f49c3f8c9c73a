#pragma once

// One WebSocket: reads messages, answers pings, sends what it is given, and closes by the rules
// (RFC 6455 §5.5, §7). It runs on the callbacks of its transport, so that a quiet one is nothing
// but this object, its session and the socket of the system: bytes are read into the stack of the
// loop, and what waits to be sent has a buffer only while it waits.
//
// A client that reads too slowly is told 1013 and cut: when the queue has been full() for long, or
// grew over its bound. Who sends much asks full() first and waits for Session::drained(), so that a
// slow client holds its source back instead of filling the memory.

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "base/task.h"
#include "kernel/http/upgrade.h"
#include "kernel/http/websocket/frame_decoder.h"
#include "kernel/http/websocket/send_queue.h"
#include "kernel/http/websocket/session.h"
#include "kernel/http/websocket/socket_settings.h"
#include "kernel/runtime/coarse_timer.h"

namespace sangam::http::websocket {

// Belongs to its loop's thread. `settings` and `counters` outlive it.
class Socket final : public Upgrade, private TransportListener {
 public:
  // The session is shared with what it has under way, which may outlive the connection.
  Socket(std::shared_ptr<Session> session, const SocketSettings& settings,
         SocketCounters& counters);

  // Sends a message, or queues it; nothing once closing(). A text must be UTF-8. O(bytes).
  void send_text(std::string_view message) { send(Opcode::text, message); }
  void send_binary(std::string_view message) { send(Opcode::binary, message); }
  // Whether who can wait should, before sending more.
  bool full() const noexcept { return queue_.size() >= settings_.full_bytes; }

  // Says goodbye behind what is queued, and takes no more messages. `reason` is UTF-8, at most
  // kReasonMost bytes (asserted). Only the first call counts.
  void close(CloseCode code, std::string_view reason = {});
  bool closing() const noexcept { return close_sent_; }

  runtime::EventLoop& loop() const noexcept { return *loop_; }

  // Upgrade
  Task<void> serve(UpgradedConnection connection) override;
  void drain() override;
  void cut() override;

 private:
  void transport_ready() override;
  static void on_timer(void* self);
  void look_at_clock();
  void arm_timer();

  void work();
  void read();
  void feed(std::string_view bytes);
  void handle(const Received& received);
  void handle_close(const Received& received);
  void send(Opcode opcode, std::string_view payload);
  void flush();
  void watch_queue();
  void finish_after_fault();
  void close_slow();
  void lose(CloseCode code);
  bool over() const noexcept;
  void end();

  std::shared_ptr<Session> session_;
  const SocketSettings& settings_;
  SocketCounters& counters_;
  runtime::EventLoop* loop_ = nullptr;
  LoopCounters* bytes_ = nullptr;
  std::unique_ptr<Transport> transport_;
  std::optional<runtime::CoarseTimer> timer_;
  Completion<bool>* ended_ = nullptr;  // serve() waits for it

  FrameDecoder decoder_;
  SendQueue queue_;
  std::int64_t heard_at_ = 0;    // coarse nanoseconds of the loop, as the others
  std::int64_t full_since_ = 0;  // 0: not full
  std::int64_t close_sent_at_ = 0;
  CloseCode code_ = CloseCode::no_close;
  bool opened_ = false;
  bool pinged_ = false;    // and nothing heard since
  bool was_full_ = false;  // the session is to be told when that ends
  bool close_sent_ = false;
  bool close_received_ = false;
  bool stopping_ = false;
  bool broken_ = false;    // nothing more can be read or written
  bool finished_ = false;  // the other side was told that nothing follows
  bool unread_ = false;    // more is there than was read in one go
};

}  // namespace sangam::http::websocket
