#include "kernel/api/stream.h"

#include <algorithm>

#include "base/assert.h"
#include "kernel/api/json_writer.h"

namespace sangam::api {

namespace {

using runtime::Deadline;
using std::chrono::nanoseconds;

// Pieces are cut here, so that one write does not copy a whole buffer.
constexpr std::size_t kPieceMost = 64 * 1024;

std::string frame_of(StreamFormat format, std::string_view json, std::string_view id) {
  std::string frame;
  frame.reserve(json.size() + id.size() + 16);
  if (format == StreamFormat::lines) return frame.append(json).append("\n");
  if (!id.empty()) frame.append("id: ").append(id).append("\n");
  return frame.append("data: ").append(json).append("\n\n");
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
Task<void> StreamBuffer::wait(Completion<bool>*& waiter, nanoseconds longest) {
  SANGAM_ASSERT(!waiter);
  Completion<bool> completion;
  waiter = &completion;
  runtime::CoarseTimer timer(loop_, &complete, &waiter);
  timer.arm(std::min(Deadline::in(longest), deadline_));
  co_await completion;
}

void StreamBuffer::wake(Completion<bool>*& waiter) { complete(&waiter); }

void StreamBuffer::append(std::string frame) {
  bytes_ += frame.size();
  frames_.push_back(std::move(frame));
  opened_ = true;
  wake(reader_);
}

Task<bool> StreamBuffer::push(std::string json, std::string id) {
  SANGAM_ASSERT(!ended_ && id.find_first_of("\r\n") == std::string::npos);
  while (full() && !closed())
    co_await wait(writer_, kHeartbeat);
  if (closed()) co_return false;
  append(frame_of(format_, json, id));
  co_return true;
}

Task<bool> StreamBuffer::pause(std::chrono::milliseconds duration) {
  opened_ = true;
  wake(reader_);
  const auto end = Deadline::in(duration);
  while (!closed() && !end.passed())
    co_await wait(writer_, std::min<std::chrono::nanoseconds>(end.remaining(), kLook));
  co_return !closed();
}

void StreamBuffer::end() {
  ended_ = true;
  wake(reader_);
}

void StreamBuffer::fail(std::string_view problem) {
  std::string frame(format_ == StreamFormat::events ? "event: problem\ndata: " : "{\"problem\":");
  frame.append(problem).append(format_ == StreamFormat::events ? "\n\n" : "}\n");
  append(std::move(frame));
  end();
}

Task<void> StreamBuffer::opened() {
  while (!opened_ && !ended_)
    co_await wait(reader_, kHeartbeat);
}

Task<bool> StreamBuffer::next(std::string& piece) {
  while (frames_.empty() && !ended_) {
    const auto heartbeat = Deadline::in(kHeartbeat);
    co_await wait(reader_, kHeartbeat);
    if (!frames_.empty() || ended_ || closed() || !heartbeat.passed()) continue;
    piece = format_ == StreamFormat::events ? ": \n\n" : "\n";
    co_return true;
  }
  if (frames_.empty()) co_return false;
  while (!frames_.empty() && piece.size() < kPieceMost) {
    piece += frames_.front();
    bytes_ -= frames_.front().size();
    frames_.pop_front();
  }
  wake(writer_);
  co_return true;
}

void StreamBuffer::close() {
  closed_ = true;
  wake(writer_);
}

}  // namespace sangam::api
