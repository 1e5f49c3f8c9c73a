// The request's body: framing, limit, rate and the interim response.

#include <algorithm>

#include "base/error.h"
#include "kernel/http/connection.h"

namespace sangam::http {
namespace {

constexpr std::size_t kBodyBuffer = 32 * 1024;
// What a handler left unread is read and dropped up to this size; beyond it the connection closes.
constexpr std::uint64_t kSkipLimit = 64 * 1024;

constexpr Refusal kTooLarge{413, "too_large", "Content too large",
                            "The body is larger than this operation accepts."};
constexpr Refusal kBadChunk{400, "malformed", "The request is not well-formed HTTP/1.1",
                            "The chunked body is malformed."};
constexpr Refusal kTooSlow{408, "request_timeout", "Request timeout",
                           "The body arrived too slowly."};
constexpr Refusal kTooLate{504, "deadline_exceeded", "Deadline exceeded",
                           "The body did not arrive within the time of the operation."};

Code code_of(int status) {
  switch (status) {
    case 413:
      return Code::too_large;
    case 408:
    case 504:
      return Code::deadline_exceeded;
    default:
      return Code::malformed;
  }
}

}  // namespace

void Connection::prepare_body() {
  const bool announced = head_.chunked || head_.content_length.value_or(0) > 0;
  body_state_ = announced ? BodyState::unread : BodyState::finished;
  body_limit_ = host_.limits.body_bytes;
  body_received_ = 0;
  body_input_ = input_.data().substr(scanner_.length());
}

bool Connection::body_unfinished() const noexcept { return body_state_ != BodyState::finished; }

void Connection::set_limit(std::uint64_t bytes) { body_limit_ = bytes; }

Task<std::optional<std::string_view>> Connection::next() {
  if (body_state_ == BodyState::unread) {
    begin_body();
    if (head_.expects_continue && body_input_.empty()) {
      co_await write("HTTP/1.1 100 Continue\r\n\r\n", {}, {});
      timer_.arm(handler_deadline_);
    }
  }
  while (body_state_ == BodyState::reading) {
    const std::string_view piece = head_.chunked ? take_chunked() : take_sized();
    if (!piece.empty()) co_return piece;
    if (body_state_ == BodyState::reading) co_await receive_body();
  }
  if (body_state_ == BodyState::failed) lose_body();
  co_return std::nullopt;
}

void Connection::begin_body() {
  body_state_ = BodyState::reading;
  chunk_decoder_ = {};
  body_budget_ = {host_.deadlines.body_grace, host_.deadlines.body_bytes_a_second};
  if (head_.content_length.value_or(0) > body_limit_) refuse_body(kTooLarge);
}

std::string_view Connection::take_sized() {
  const std::uint64_t remaining = *head_.content_length - body_received_;
  if (remaining == 0) {
    body_state_ = BodyState::finished;
    return {};
  }
  const auto length =
      static_cast<std::size_t>(std::min<std::uint64_t>(remaining, body_input_.size()));
  const std::string_view piece = body_input_.substr(0, length);
  body_input_.remove_prefix(length);
  count_body(length);
  return piece;
}

std::string_view Connection::take_chunked() {
  const ChunkStep step = chunk_decoder_.next(body_input_);
  body_input_.remove_prefix(step.consumed);
  switch (step.status) {
    case ChunkStatus::malformed:
      refuse_body(kBadChunk);
    case ChunkStatus::finished:
      body_state_ = BodyState::finished;
      break;
    case ChunkStatus::data:
      count_body(step.data.size());
      break;
    case ChunkStatus::need_more:
      break;
  }
  if (chunk_decoder_.announced() > body_limit_ - body_received_) refuse_body(kTooLarge);
  return step.data;
}

void Connection::count_body(std::size_t bytes) {
  body_received_ += bytes;
  if (body_received_ > body_limit_) refuse_body(kTooLarge);
}

// Fills body_input_ again; body_input_ is empty before.
Task<void> Connection::receive_body() {
  if (!body_buffer_) body_buffer_ = std::make_unique_for_overwrite<char[]>(kBodyBuffer);
  // A sized body is read to its end and no further, so that the next request stays in the socket.
  const std::uint64_t wanted = head_.chunked ? kBodyBuffer : *head_.content_length - body_received_;
  const std::span<char> space(
      body_buffer_.get(), static_cast<std::size_t>(std::min<std::uint64_t>(wanted, kBodyBuffer)));
  while (true) {
    const IoResult result =
        broken_ || handler_late_ ? IoResult{IoStatus::closed} : transport_->read(space);
    if (result.status == IoStatus::closed) lose_body();
    if (result.status == IoStatus::done) {
      body_input_ = {space.data(), result.bytes};
      body_budget_.moved(result.bytes);
      bump(host_.counters.bytes_received, result.bytes);
      co_return;
    }
    const std::int64_t before = host_.loop.coarse_nanoseconds();
    phase_ = Phase::body;
    timer_.arm(std::min(body_budget_.left(), handler_deadline_.remaining()));
    const bool in_time = co_await Wait{*this, Direction::read};
    body_budget_.waited(runtime::nanoseconds{host_.loop.coarse_nanoseconds() - before});
    phase_ = Phase::handler;
    timer_.arm(handler_deadline_);
    if (in_time) continue;
    const bool late = handler_deadline_.passed();
    bump(late ? host_.counters.timeouts_handler : host_.counters.timeouts_body);
    refuse_body(late ? kTooLate : kTooSlow);
  }
}

// After the response: what the handler did not want to know. The response is on its way already, so
// a body that is too long or broken only ends the connection.
Task<void> Connection::skip_body() {
  body_limit_ = body_received_ + kSkipLimit;
  try {
    while (co_await next()) {
    }
  } catch (const Error&) {
    close_ = must_linger_ = true;
  }
  refusal_.reset();
}

void Connection::refuse_body(const Refusal& refusal) {
  body_state_ = BodyState::failed;
  refusal_ = refusal;
  throw Error(code_of(refusal.status), std::string(refusal.detail));
}

// The client is gone, or was answered already: the handler is told, nobody else.
void Connection::lose_body() {
  if (body_state_ != BodyState::failed && !handler_late_) broken_ = true;
  body_state_ = BodyState::failed;
  throw Error(Code::malformed, "The connection ended before the body did.");
}

}  // namespace sangam::http
