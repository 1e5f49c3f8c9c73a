#include "kernel/api/stream.h"

#include <algorithm>

#include "base/assert.h"
#include "kernel/api/json_writer.h"

namespace sangam::api {

namespace {

using runtime::Deadline;

// Pieces are cut here, so that one write does not copy a whole buffer.
constexpr std::size_t kPieceMost = 64 * 1024;

void append_line(const StreamItem& item, std::string& piece) {
  if (item.is_problem) piece += "{\"problem\":";
  piece += *item.json;
  piece += item.is_problem ? "}\n" : "\n";
}

void append_event(const StreamItem& item, std::string& piece) {
  if (item.is_problem) piece += "event: problem\n";
  if (!item.id.empty()) piece.append("id: ").append(item.id).append("\n");
  piece.append("data: ").append(*item.json).append("\n\n");
}

void complete(void* waiter) {
  auto*& pointer = *static_cast<Completion<bool>**>(waiter);
  if (pointer) std::exchange(pointer, nullptr)->complete(true);
}

}  // namespace

std::optional<StreamFormat> stream_format(std::string_view accept) {
  if (accept.contains("application/x-ndjson")) return StreamFormat::lines;
  const bool events = accept.empty() || accept.contains("text/event-stream") ||
                      accept.contains("text/*") || accept.contains("*/*");
  if (events) return StreamFormat::events;
  return std::nullopt;
}

std::string_view media_type(StreamFormat format) {
  return format == StreamFormat::events ? "text/event-stream" : "application/x-ndjson";
}

std::string detail::stream_json(const Type& type, const void* item) {
  std::string json;
  write_json(type, item, json);
  return json;
}

StreamBuffer::StreamBuffer(runtime::EventLoop& loop, StreamFormat format, std::string last_event_id,
                           Deadline deadline, RevokedFlag revoked)
    : loop_(loop),
      format_(format),
      last_event_id_(std::move(last_event_id)),
      deadline_(deadline),
      revoked_(std::move(revoked)) {}

// One at a time waits on each side. Woken by the other side, or by the timer.
Task<void> StreamBuffer::wait(Completion<bool>*& waiter, Deadline until) {
  SANGAM_ASSERT(!waiter);
  Completion<bool> completion;
  waiter = &completion;
  runtime::CoarseTimer timer(loop_, &complete, &waiter);
  timer.arm(std::min(until, deadline_));
  co_await completion;
}

void StreamBuffer::wake(Completion<bool>*& waiter) { complete(&waiter); }

void StreamBuffer::append(StreamItem item) {
  bytes_ += item.size();
  items_.push_back(std::move(item));
  opened_ = true;
  wake(reader_);
}

StreamItem StreamBuffer::take() {
  StreamItem item = std::move(items_.front());
  items_.pop_front();
  bytes_ -= item.size();
  return item;
}

Task<bool> StreamBuffer::push(SharedText json, std::string id) {
  SANGAM_ASSERT(!ended_ && id.find_first_of("\r\n") == std::string::npos);
  while (full() && !closed())
    co_await wait(writer_, Deadline::in(kHeartbeat));
  if (closed()) co_return false;
  append({std::move(json), std::move(id)});
  co_return true;
}

Task<bool> StreamBuffer::pause(std::chrono::milliseconds duration) {
  opened_ = true;
  wake(reader_);
  const auto end = Deadline::in(duration);
  while (!closed() && !end.passed() && !interrupted_)
    co_await wait(writer_, revoked_ ? std::min(end, Deadline::in(kLook)) : end);
  interrupted_ = false;
  co_return !closed();
}

void StreamBuffer::interrupt() {
  interrupted_ = true;
  wake(writer_);
}

void StreamBuffer::end() {
  ended_ = true;
  wake(reader_);
}

void StreamBuffer::fail(std::string_view problem) {
  append({std::make_shared<const std::string>(problem), {}, true});
  end();
}

Task<void> StreamBuffer::opened() {
  while (!opened_ && !ended_)
    co_await wait(reader_, Deadline::in(kHeartbeat));
}

Task<bool> StreamBuffer::next(std::string& piece) {
  while (items_.empty() && !ended_) {
    const auto heartbeat = Deadline::in(kHeartbeat);
    co_await wait(reader_, heartbeat);
    if (!items_.empty() || ended_ || closed() || !heartbeat.passed()) continue;
    piece = format_ == StreamFormat::events ? ": \n\n" : "\n";
    co_return true;
  }
  if (items_.empty()) co_return false;
  while (!items_.empty() && piece.size() < kPieceMost) {
    const auto item = take();
    if (format_ == StreamFormat::events) append_event(item, piece);
    else append_line(item, piece);
  }
  wake(writer_);
  co_return true;
}

Task<bool> StreamBuffer::ready(Deadline until) {
  while (items_.empty() && !ended_ && !until.passed())
    co_await wait(reader_, until);
  co_return !items_.empty() || ended_;
}

// Whoever frames items gives signs of life of their own.
Task<std::optional<StreamItem>> StreamBuffer::next_item() {
  while (items_.empty() && !ended_)
    co_await wait(reader_, Deadline::never());
  if (items_.empty()) co_return std::nullopt;
  const bool was_full = full();
  auto item = take();
  if (was_full) wake(writer_);
  co_return item;
}

void StreamBuffer::close() {
  closed_ = true;
  wake(writer_);
}

}  // namespace sangam::api
