#include "kernel/http/websocket/socket.h"

#include <algorithm>
#include <utility>

#include "base/assert.h"
#include "kernel/http/counters.h"

namespace sangam::http::websocket {

namespace {

constexpr std::size_t kReadBytes = 16 * 1024;
// Then others have their turn: the rest is read when the timer fires, so no client makes a loop
// read more than ten times a second as much.
constexpr int kReadsInOneGo = 32;

std::int64_t nanoseconds_of(milliseconds duration) noexcept {
  return std::chrono::nanoseconds(duration).count();
}

void add(SocketCounters::Counter& counter) noexcept {
  counter.fetch_add(1, std::memory_order_relaxed);
}

}  // namespace

void Session::binary(Socket& socket, std::string_view) {
  socket.close(CloseCode::unsupported_data, "Messages are text here.");
}

void Session::stopping(Socket& socket) { socket.close(CloseCode::going_away, "The server stops."); }

Socket::Socket(std::shared_ptr<Session> session, const SocketSettings& settings,
               SocketCounters& counters)
    : session_(std::move(session)),
      settings_(settings),
      counters_(counters),
      decoder_(settings.message_bytes) {}

Task<void> Socket::serve(UpgradedConnection connection) {
  loop_ = &connection.loop;
  bytes_ = &connection.counters;
  transport_ = std::move(connection.transport);
  transport_->set_listener(this);
  timer_.emplace(*loop_, &Socket::on_timer, this);
  timer_->arm(settings_.ping_after);  // first, so that the loop's clock goes
  heard_at_ = loop_->coarse_nanoseconds();
  add(counters_.opened);
  add(counters_.open);
  opened_ = true;
  session_->opened(*this);
  if (stopping_) session_->stopping(*this);
  feed(std::exchange(connection.received, {}));
  work();
  Completion<bool> ended;
  ended_ = &ended;
  if (!over()) co_await ended;
  ended_ = nullptr;
  timer_.reset();
  counters_.open.fetch_sub(1, std::memory_order_relaxed);
  session_->closed(code_);
}

void Socket::drain() {
  stopping_ = true;
  if (opened_) session_->stopping(*this);
}

void Socket::cut() {
  lose(CloseCode::no_close);
  end();
}

// The last thing in whatever the loop calls: serve() goes on within it, and this is destroyed.
void Socket::end() {
  if (ended_ != nullptr && over()) std::exchange(ended_, nullptr)->complete(true);
}

void Socket::transport_ready() {
  work();
  end();
}

void Socket::work() {
  if (!queue_.empty() && transport_->can_write()) flush();
  read();
  if (was_full_ && !full() && !close_sent_ && !broken_) {
    was_full_ = false;
    session_->drained();
  }
}

void Socket::read() {
  char bytes[kReadBytes];
  unread_ = false;
  for (int turn = 0; !over() && transport_->can_read(); ++turn) {
    if (turn == kReadsInOneGo) {
      unread_ = true;
      return arm_timer();
    }
    const IoResult result = transport_->read(bytes);
    if (result.status == IoStatus::would_block) return;
    if (result.status == IoStatus::closed) return lose(CloseCode::no_close);
    bump(bytes_->bytes_received, result.bytes);
    heard_at_ = loop_->coarse_nanoseconds();
    pinged_ = false;
    feed({bytes, result.bytes});
  }
}

// What comes behind a close or a fault is read and dropped, so that the other side gets to read our
// close frame before the connection goes.
void Socket::feed(std::string_view bytes) {
  while (!decoder_.ended() && !broken_) {
    const Received received = decoder_.next(bytes);
    bytes.remove_prefix(received.consumed);
    if (received.what == Received::What::nothing) return;
    handle(received);
  }
}

void Socket::handle(const Received& received) {
  switch (received.what) {
    case Received::What::nothing:
    case Received::What::pong:
      return;
    case Received::What::ping:
      return send(Opcode::pong, received.payload);
    case Received::What::close:
      return handle_close(received);
    case Received::What::fault:
      add(counters_.faults);
      return close(received.code, received.payload);
    case Received::What::text:
    case Received::What::binary:
      break;
  }
  if (close_sent_) return;
  add(counters_.messages_received);
  if (received.what == Received::What::text) session_->text(received.payload);
  else session_->binary(*this, received.payload);
}

// Their code is sent back (§5.5.1).
void Socket::handle_close(const Received& received) {
  close_received_ = true;
  if (close_sent_) return;
  code_ = received.code;
  close(received.code);
}

void Socket::send(Opcode opcode, std::string_view payload) {
  if (close_sent_ || broken_) return;
  if (!is_control(opcode)) add(counters_.messages_sent);
  const bool idle = queue_.empty();
  append_frame(queue_.tail(), opcode, payload);
  if (idle) flush();
  if (broken_) return;
  if (queue_.size() > settings_.queue_bytes) return close_slow();
  watch_queue();
}

void Socket::flush() {
  while (!queue_.empty() && !broken_ && transport_->can_write()) {
    const std::string_view piece = queue_.offer();
    const iovec vector{const_cast<char*>(piece.data()), piece.size()};  // only read
    const IoResult result = transport_->write({&vector, 1});
    if (result.status == IoStatus::closed) return lose(CloseCode::no_close);
    if (result.status == IoStatus::would_block) break;
    bump(bytes_->bytes_sent, result.bytes);
    queue_.sent(result.bytes);
  }
  watch_queue();
  finish_after_fault();
}

// Of somebody who breaks the protocol no close frame is waited for: the end of what we send brings
// them to close.
void Socket::finish_after_fault() {
  const bool faulty = decoder_.ended() && !close_received_;
  if (!faulty || !close_sent_ || !queue_.empty() || std::exchange(finished_, true)) return;
  transport_->finish_writing();
}

// Notes when the queue became full, and that it is no longer.
void Socket::watch_queue() {
  if (!full()) {
    full_since_ = 0;
    return;
  }
  if (full_since_ != 0) return;
  was_full_ = true;
  full_since_ = loop_->coarse_nanoseconds();
  arm_timer();
}

void Socket::close(CloseCode code, std::string_view reason) {
  if (close_sent_ || broken_) return;
  if (!close_received_) code_ = code;
  const bool idle = queue_.empty();
  append_close(queue_.tail(), code, reason);
  close_sent_ = true;
  close_sent_at_ = loop_->coarse_nanoseconds();
  if (idle) flush();
  arm_timer();
}

// What waits would wait for ever; the client hears of the rest when it comes back.
void Socket::close_slow() {
  if (close_sent_) return;
  add(counters_.slow);
  queue_.drop_waiting();
  close(CloseCode::try_again_later, "The connection takes in less than there is to send.");
}

// May happen within a call of the session, which does not expect this to be destroyed: the timer
// ends it, unless whoever called does.
void Socket::lose(CloseCode code) {
  if (broken_) return;
  broken_ = true;
  if (!close_sent_ && !close_received_) code_ = code;
  transport_->cut();
  timer_->arm(milliseconds{0});
}

// After both have said goodbye the server is the one to end the connection (§7.1.1).
bool Socket::over() const noexcept {
  return broken_ || (close_sent_ && close_received_ && queue_.empty());
}

void Socket::on_timer(void* self) {
  auto& socket = *static_cast<Socket*>(self);
  socket.look_at_clock();
  socket.end();
}

void Socket::look_at_clock() {
  if (over()) return;
  const std::int64_t now = loop_->coarse_nanoseconds();
  if (close_sent_ && now - close_sent_at_ >= nanoseconds_of(settings_.close_within))
    return lose(CloseCode::no_close);
  if (!close_sent_ && full_since_ != 0 && now - full_since_ >= nanoseconds_of(settings_.slow))
    close_slow();
  const std::int64_t quiet = now - heard_at_;
  const std::int64_t ping_after = nanoseconds_of(settings_.ping_after);
  if (pinged_ && quiet >= ping_after + nanoseconds_of(settings_.pong_within)) {
    add(counters_.unanswered);
    return lose(CloseCode::no_close);
  }
  if (!pinged_ && !close_sent_ && quiet >= ping_after) {
    pinged_ = true;
    send(Opcode::ping, {});
  }
  if (unread_) work();
  if (!over()) arm_timer();
}

// For whatever is due first.
void Socket::arm_timer() {
  if (broken_) return timer_->arm(milliseconds{0});
  std::int64_t due = heard_at_ + nanoseconds_of(settings_.ping_after);
  if (pinged_) due += nanoseconds_of(settings_.pong_within);
  if (close_sent_) due = close_sent_at_ + nanoseconds_of(settings_.close_within);
  else if (full_since_ != 0) due = std::min(due, full_since_ + nanoseconds_of(settings_.slow));
  const std::int64_t left = unread_ ? 0 : due - loop_->coarse_nanoseconds();
  timer_->arm(std::chrono::nanoseconds{std::max<std::int64_t>(left, 0)});
}

}  // namespace sangam::http::websocket
