#include "kernel/http/connection.h"

#include <algorithm>
#include <utility>

#include "base/assert.h"
#include "base/error.h"
#include "kernel/http/target.h"
#include "kernel/telemetry/tracer.h"

namespace sangam::http {
namespace {

constexpr Refusal kMalformed{400, "malformed", "The request is not well-formed HTTP/1.1",
                             "A line ends wrongly, is continued, or holds a control character."};
constexpr Refusal kLineTooLong{414, "uri_too_long", "Request target too long",
                               "The request line is longer than this server accepts."};
constexpr Refusal kHeadTooLarge{431, "headers_too_large", "Request fields too large",
                                "The fields are larger or more than this server accepts."};
constexpr Refusal kHeadTimeout{408, "request_timeout", "Request timeout",
                               "The request did not arrive in time."};
constexpr Refusal kHandlerTimeout{504, "deadline_exceeded", "Deadline exceeded",
                                  "The request took longer than it may."};
constexpr std::chrono::seconds kLongestRest{1};
// Enough to read what a client had on its way when it was refused.
constexpr std::size_t kLingerBytes = 1024 * 1024;

Refusal refusal_for(ScanStatus status) {
  switch (status) {
    case ScanStatus::line_too_long:
      return kLineTooLong;
    case ScanStatus::head_too_large:
    case ScanStatus::too_many_lines:
      return kHeadTooLarge;
    default:
      return kMalformed;
  }
}

}  // namespace

bool Connection::Wait::await_ready() const noexcept {
  return direction == Direction::read ? connection.transport_->can_read()
                                      : connection.transport_->can_write();
}

void Connection::Wait::await_suspend(std::coroutine_handle<> waiter) noexcept {
  SANGAM_ASSERT(!connection.waiter_);
  connection.waiter_ = waiter;
  connection.waiting_for_ = direction;
}

bool Connection::Wait::await_resume() const noexcept {
  return !std::exchange(connection.timed_out_, false);
}

Connection::Connection(ConnectionHost& host, std::unique_ptr<Transport> transport,
                       std::string remote_address)
    : host_(host),
      transport_(std::move(transport)),
      remote_address_(std::move(remote_address)),
      timer_(host.loop, &Connection::on_timer, this),
      input_(host.limits.head_bytes),
      scanner_(host.limits.head_bytes, host.limits.headers),
      body_budget_(host.deadlines.body_grace, host.deadlines.body_bytes_a_second),
      write_budget_(host.deadlines.write_grace, host.deadlines.write_bytes_a_second) {
  transport_->set_listener(this);
}

Connection::~Connection() = default;

Task<void> Connection::serve() {
  if (!transport_->established()) co_await establish();
  if (!broken_) begin_idle();
  while (!broken_ && !close_) {
    switch (read_head()) {
      case HeadStep::need_more:
        if (!receive_head() && !co_await Wait{*this, Direction::read}) head_timed_out();
        if (refusal_) co_await refuse(*refusal_);
        break;
      case HeadStep::complete:
        co_await serve_request();
        if (std::exchange(turned_away_, false) && !close_) co_await rest();
        break;
      case HeadStep::refused:
        co_await refuse(*refusal_);
        break;
    }
  }
  timer_.disarm();
  if (must_linger_ && !broken_) co_await linger();
}

std::optional<Connection::HandedOver> Connection::hand_over() {
  if (!upgrade_ || broken_) return std::nullopt;
  transport_->set_listener(nullptr);
  return HandedOver{std::move(upgrade_),
                    {.transport = std::move(transport_),
                     .received = std::string(input_.data()),
                     .loop = host_.loop,
                     .counters = host_.counters}};
}

// A step of a handshake computes for up to milliseconds, so many at once take turns with what else
// the loop has to do.
Task<void> Connection::establish() {
  timer_.arm(host_.deadlines.handshake);
  while (!broken_) {
    co_await host_.handshakes.turn();
    bool in_time = !std::exchange(timed_out_, false);
    const IoStatus status = broken_ || !in_time ? IoStatus::closed : transport_->establish();
    if (status == IoStatus::done) co_return;
    if (status == IoStatus::would_block) in_time = co_await Wait{*this, Direction::read};
    if (!in_time) bump(host_.counters.timeouts_handshake);
    broken_ = broken_ || !in_time || status == IoStatus::closed;
  }
}

Connection::HeadStep Connection::read_head() {
  if (input_.empty()) return HeadStep::need_more;
  // RFC 9112 §2.2: one empty line before a request is forgiven.
  if (scanner_.length() == 0 && input_.data().starts_with("\r\n") && !blank_line_skipped_) {
    input_.consume(2);
    blank_line_skipped_ = true;
    return read_head();
  }
  const ScanStatus status = scanner_.scan(input_.data());
  if (status == ScanStatus::incomplete) {
    if (phase_ == Phase::idle) {
      phase_ = Phase::head;
      timer_.arm(host_.deadlines.head);
    }
    return HeadStep::need_more;
  }
  if (status == ScanStatus::complete) {
    refusal_ = parse_head(input_.data().substr(0, scanner_.length()), head_);
  } else {
    refusal_ = refusal_for(status);
  }
  return refusal_ ? HeadStep::refused : HeadStep::complete;
}

// Reads what is there; false when the connection has to be waited for.
bool Connection::receive_head() {
  if (!transport_->can_read()) return false;
  const IoResult result = transport_->read(input_.reserve_space());
  if (result.status == IoStatus::would_block) return false;
  if (result.status == IoStatus::closed) {
    broken_ = true;
  } else {
    input_.commit(result.bytes);
    bump(host_.counters.bytes_received, result.bytes);
  }
  return true;
}

void Connection::head_timed_out() {
  if (phase_ == Phase::idle) {
    bump(host_.counters.timeouts_idle);
    close_ = true;
  } else {
    bump(host_.counters.timeouts_head);
    refusal_ = kHeadTimeout;
  }
}

Task<void> Connection::refuse(Refusal refusal) {
  bump(host_.counters.refused_requests);
  refusal_.reset();
  // What was refused before it was a request has no ids yet.
  if (phase_ != Phase::handler) trace_.begin({});
  head_.clear();  // the method too: a refused HEAD gets its problem document
  body_state_ = BodyState::finished;
  close_ = must_linger_ = true;
  co_await send(problem(refusal, &trace_));
}

Task<void> Connection::serve_request() {
  bump(host_.counters.requests);
  ++requests_served_;
  begin_trace();
  prepare_body();
  phase_ = Phase::handler;
  timer_.arm(host_.deadlines.handler);
  handler_deadline_ = runtime::Deadline::at(
      host_.loop.coarse_nanoseconds() + std::chrono::nanoseconds{host_.deadlines.handler}.count());

  bump(host_.counters.requests_active);
  Response response = co_await call_handler();
  drop(host_.counters.requests_active);
  end_trace(handler_late_ ? kHandlerTimeout.status : refusal_ ? refusal_->status : response.status);
  handler_deadline_ = runtime::Deadline::never();
  turned_away_ = response.status == 429 || response.status == 503;

  if (handler_late_) {
    close_ = must_linger_ = true;
  } else if (refusal_) {
    co_await refuse(*refusal_);
  } else {
    co_await send(std::move(response));
    if (!broken_ && !close_ && body_unfinished()) co_await skip_body();
  }
  finish_request();
}

Task<Response> Connection::call_handler() {
  Request request(request_parts());
  try {
    co_return co_await host_.handler.handle(request);
  } catch (const Error& error) {
    if (error.code == Code::internal) host_.handler.failed(request, std::current_exception());
    co_return problem(error, &trace_);
  } catch (...) {
    host_.handler.failed(request, std::current_exception());
    co_return problem(Error(Code::internal, ""), &trace_);
  }
}

RequestParts Connection::request_parts() {
  return {.method = head_.method,
          .method_text = head_.method_text,
          .target = head_.target,
          .path = head_.path,
          .query = head_.query,
          .headers = head_.headers,
          .remote_address = remote_address_,
          .secure = transport_->secure(),
          .peer_certificate = transport_->peer_certificate(),
          .content_length = head_.content_length,
          .may_upgrade = !head_.http_1_0,
          .has_body = body_state_ == BodyState::unread,
          .deadline = handler_deadline_,
          .loop = &host_.loop,
          .body = this,
          .trace = &trace_};
}

// The specification lets `tracestate` be sent in several lines, and `traceparent` in one only.
void Connection::begin_trace() {
  telemetry::IncomingTrace incoming;
  std::string states;
  int parents = 0;
  for (const Header& header : head_.headers) {
    if (equal_ignoring_case(header.name, "traceparent")) {
      incoming.traceparent = ++parents == 1 ? header.value : "";
    } else if (equal_ignoring_case(header.name, "tracestate")) {
      if (!states.empty()) states += ',';
      states += header.value;
    } else if (equal_ignoring_case(header.name, "x-request-id")) {
      if (incoming.request_id.empty()) incoming.request_id = header.value;
    }
  }
  incoming.tracestate = states;
  trace_.begin(incoming);
}

void Connection::end_trace(int status) {
  telemetry::tracer().finish(trace_, status, runtime::monotonic_nanoseconds());
}

void Connection::finish_request() {
  if (body_buffer_) {
    // Everything in the input was used; what follows the body came with its last piece.
    input_.consume(input_.data().size());
    input_.append(body_input_);
    body_buffer_.reset();
  } else {
    input_.consume(input_.data().size() - body_input_.size());
  }
  body_input_ = {};
  scanner_.reset();
  blank_line_skipped_ = false;
  if (draining_) close_ = true;  // drained while the response was being sent
  begin_idle();
}

void Connection::begin_idle() {
  phase_ = Phase::idle;
  timer_.arm(host_.deadlines.idle);
  input_.shrink();
}

// Who is turned away comes again at once, or many times over: a crowd that is refused would cost
// the loop as much as one that is served, and everybody else would wait behind it. So its members
// are heard again one after the other, at a pace.
Task<void> Connection::rest() {
  const auto now = runtime::monotonic_nanoseconds();
  auto& next = host_.next_return;
  next = std::clamp(next, now, now + std::chrono::nanoseconds{kLongestRest}.count()) +
         std::chrono::nanoseconds{host_.deadlines.rest}.count();
  co_await runtime::sleep(host_.loop, std::chrono::nanoseconds{next - now});
  if (draining_) close_ = true;  // drained meanwhile
  begin_idle();
}

// Closing a socket with unread input makes the system reset the connection, which can destroy the
// response before the client has read it. So say that nothing follows, and read until the client
// stops.
Task<void> Connection::linger() {
  transport_->finish_writing();
  phase_ = Phase::linger;
  timer_.arm(host_.deadlines.linger);
  char discarded[4096];
  for (std::size_t total = 0; total < kLingerBytes;) {
    const IoResult result = transport_->read(discarded);
    if (result.status == IoStatus::closed) break;
    total += result.bytes;
    if (result.status == IoStatus::would_block && !co_await Wait{*this, Direction::read}) break;
  }
  timer_.disarm();
}

void Connection::transport_ready() {
  if (!waiter_) return;
  const bool ready =
      waiting_for_ == Direction::read ? transport_->can_read() : transport_->can_write();
  if (ready) std::exchange(waiter_, nullptr).resume();
}

void Connection::on_timer(void* self) {
  auto& connection = *static_cast<Connection*>(self);
  if (connection.waiter_) {
    connection.timed_out_ = true;
    std::exchange(connection.waiter_, nullptr).resume();
  } else if (connection.phase_ == Phase::handler) {
    connection.handler_timed_out();
  } else if (connection.phase_ == Phase::handshake) {
    connection.timed_out_ = true;  // seen when its turn comes
  }
}

// The handler cannot be interrupted, but its client can be answered: nothing else writes meanwhile,
// so the socket's buffer takes the few bytes at once.
void Connection::handler_timed_out() {
  bump(host_.counters.timeouts_handler);
  bump(host_.counters.responses_by_class[5]);
  handler_late_ = true;
  Response response = problem(kHandlerTimeout, &trace_);
  output_.clear();
  append_response_head(
      output_, response,
      {.content_length = std::get<std::string>(response.body).size(), .close = true},
      host_.date.text(), trace_);
  output_ += std::get<std::string>(response.body);
  iovec piece{output_.data(), output_.size()};
  write_now({&piece, 1});
  transport_->finish_writing();
}

void Connection::deadline_changed(runtime::Deadline deadline) {
  handler_deadline_ = deadline;
  if (phase_ == Phase::handler && !handler_late_) timer_.arm(deadline);
}

void Connection::drain() {
  draining_ = true;
  if (stream_ != nullptr) stream_->stop();
  if ((phase_ == Phase::idle && waiter_) || phase_ == Phase::handshake) cut();
}

void Connection::cut() {
  broken_ = true;
  if (stream_ != nullptr) stream_->stop();
  transport_->cut();
  transport_ready();
}

}  // namespace sangam::http
