#pragma once

// One client's connection: reads requests, calls the handler, writes responses, one after the
// other. A coroutine runs it from accept to close; everything else here is what that coroutine
// waits for and the steps it takes. Belongs to its loop's thread.

#include <coroutine>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/task.h"
#include "kernel/http/chunk_decoder.h"
#include "kernel/http/connection_host.h"
#include "kernel/http/head_parser.h"
#include "kernel/http/head_scanner.h"
#include "kernel/http/input_buffer.h"
#include "kernel/http/rate_budget.h"
#include "kernel/http/response_head.h"
#include "kernel/http/transport.h"
#include "kernel/runtime/coarse_timer.h"
#include "kernel/telemetry/trace.h"

namespace sangam::http {

class Connection final : public BodySource, private TransportListener {
 public:
  Connection(ConnectionHost& host, std::unique_ptr<Transport> transport,
             std::string remote_address);
  ~Connection() override;

  // Serves until the connection is over, or is HTTP no longer; then destroy it.
  Task<void> serve();
  // After serve(): what goes on on it, with all that it needs; nothing when it is over.
  struct HandedOver {
    std::unique_ptr<Upgrade> upgrade;
    UpgradedConnection connection;
  };
  std::optional<HandedOver> hand_over();

  // Ends it: at once when it waits for a request, else after the response under way.
  void drain();
  // Ends it now; a handler at work is waited for, but its response is dropped.
  void cut();

  // BodySource, for the request under way.
  Task<std::optional<std::string_view>> next() override;
  void set_limit(std::uint64_t bytes) override;
  void deadline_changed(runtime::Deadline deadline) override;

 private:
  enum class Direction : unsigned char { read, write };
  // What the connection is doing, which decides what a passed deadline means.
  enum class Phase : unsigned char { handshake, idle, head, handler, body, write, linger };
  enum class HeadStep : unsigned char { need_more, complete, refused };

  // Awaits the transport in one direction; false when the timer fired first.
  struct Wait {
    Connection& connection;
    Direction direction;
    bool await_ready() const noexcept;
    void await_suspend(std::coroutine_handle<> waiter) noexcept;
    bool await_resume() const noexcept;
  };

  void transport_ready() override;
  static void on_timer(void* self);
  void handler_timed_out();

  // connection.cpp: the life of a connection
  Task<void> establish();
  HeadStep read_head();
  bool receive_head();
  void head_timed_out();
  Task<void> refuse(Refusal refusal);
  Task<void> serve_request();
  Task<Response> call_handler();
  RequestParts request_parts();
  void begin_trace();
  void end_trace(int status);
  void finish_request();
  Task<void> rest();
  Task<void> linger();
  void begin_idle();

  // connection_body.cpp: the request's body
  void prepare_body();
  bool body_unfinished() const noexcept;
  std::string_view take_sized();
  std::string_view take_chunked();
  void begin_body();
  void count_body(std::size_t bytes);
  Task<void> receive_body();
  Task<void> skip_body();
  [[noreturn]] void refuse_body(const Refusal& refusal);
  [[noreturn]] void lose_body();

  // connection_send.cpp: the response
  Task<void> send(Response response);
  bool leaves_body_behind() const noexcept;
  Task<void> send_stream(BodyStream& stream, bool chunked);
  Task<void> write(std::string_view first, std::string_view second, std::string_view third);
  std::size_t write_now(std::span<iovec> pieces);

  ConnectionHost& host_;
  std::unique_ptr<Transport> transport_;
  const std::string remote_address_;
  runtime::CoarseTimer timer_;
  Phase phase_ = Phase::handshake;
  std::coroutine_handle<> waiter_;
  Direction waiting_for_ = Direction::read;
  bool timed_out_ = false;

  InputBuffer input_;
  HeadScanner scanner_;
  RequestHead head_;
  std::optional<Refusal> refusal_;
  telemetry::Trace trace_;  // of the request under way
  runtime::Deadline handler_deadline_ = runtime::Deadline::never();

  // The body of the request under way. What is received and not yet decoded is `body_input_`: at
  // first the rest of input_ behind the head, later the contents of body_buffer_.
  enum class BodyState : unsigned char { finished, unread, reading, failed };
  BodyState body_state_ = BodyState::finished;
  std::uint64_t body_limit_ = 0;
  std::uint64_t body_received_ = 0;
  ChunkDecoder chunk_decoder_;
  RateBudget body_budget_;
  std::string_view body_input_;
  std::unique_ptr<char[]> body_buffer_;

  std::string output_;
  std::unique_ptr<Upgrade> upgrade_;  // the response under way leaves HTTP behind
  BodyStream* stream_ = nullptr;      // being sent
  RateBudget write_budget_;
  std::uint64_t requests_served_ = 0;
  bool blank_line_skipped_ = false;
  bool draining_ = false;
  bool close_ = false;         // after the response under way
  bool must_linger_ = false;   // the client may still be sending
  bool turned_away_ = false;   // the last request asked for too much, or came at a busy time
  bool broken_ = false;        // nothing more can be read or written
  bool handler_late_ = false;  // the request under way was answered with 504
};

}  // namespace sangam::http
