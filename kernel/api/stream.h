#pragma once

// Streams: operations of kind `stream`, which answer with one item after another as they come up:
// over HTTP as server-sent events (text/event-stream, WHATWG HTML §9.2) or as lines of JSON
// (application/x-ndjson), as the Accept header says; over a WebSocket as messages
// (kernel/subscriptions).
//
//   Task<void> Tail::follow(api::Call& call, Follow request, api::StreamSink<Entry>& sink) {
//     while (!sink.closed()) {
//       for (const auto& entry : co_await read_on(call, …))
//         if (!co_await sink.send(entry, entry.id.str())) co_return;
//       co_await sink.pause(milliseconds(200));
//     }
//   }
//
// A slow client holds its handler back: send() waits while kItemsMost items or kBytesMost bytes are
// unsent. A client that went away, a server that drains, the operation's deadline (over HTTP), and
// a caller whose credential is revoked close the sink; the handler must return soon then. A client
// comes back with the id of the last item it got.

#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/describe.h"
#include "base/error.h"
#include "base/task.h"
#include "kernel/api/identity.h"
#include "kernel/http/response.h"
#include "kernel/runtime/coarse_timer.h"

namespace sangam::api {

enum class StreamFormat : std::uint8_t { events, lines };

// The form a client accepts: events unless it asks for lines; nothing when it accepts neither.
std::optional<StreamFormat> stream_format(std::string_view accept);
std::string_view media_type(StreamFormat format);

// The JSON of an item, kept by every stream that it goes to until it is sent.
using SharedText = std::shared_ptr<const std::string>;

// An item that somebody follows several streams to, written once for all of them.
template <class Item>
class WrittenItem;

// What a client gets next.
struct StreamItem {
  SharedText json;
  std::string id;           // where to go on behind it; may be empty
  bool is_problem = false;  // then `json` is a problem document, and nothing follows

  std::size_t size() const noexcept { return json->size() + id.size(); }
};

// What lies between a handler that makes items and the connection that sends them. Belongs to its
// loop's thread.
class StreamBuffer {
 public:
  static constexpr std::size_t kItemsMost = 256;
  static constexpr std::size_t kBytesMost = 1024 * 1024;
  // A line without meaning is sent this often when there is nothing else, so that whatever is in
  // between does not take the connection for dead.
  static constexpr std::chrono::seconds kHeartbeat{15};
  // So often a handler that pauses looks whether the caller's credential still holds.
  static constexpr std::chrono::milliseconds kLook{500};

  StreamBuffer(runtime::EventLoop& loop, StreamFormat format, std::string last_event_id,
               runtime::Deadline deadline, RevokedFlag revoked);

  // The handler's side. False: the stream is closed.
  Task<bool> push(SharedText json, std::string id);
  Task<bool> pause(std::chrono::milliseconds duration);
  // Ends the pause under way, or the next one at once. On the loop; the handler may go on within.
  void interrupt();
  // Whether push() would wait.
  bool full() const noexcept { return items_.size() >= kItemsMost || bytes_ >= kBytesMost; }
  bool closed() const noexcept {
    return closed_ || deadline_.passed() || (revoked_ && revoked_->load());
  }
  const std::string& last_event_id() const noexcept { return last_event_id_; }
  // Nothing more will come.
  void end();
  // Nothing more will come because of `problem`, a JSON text.
  void fail(std::string_view problem);

  // The connection's side. Resumes once there is something to send, or never will be, or the
  // handler waits for something to come up.
  Task<void> opened();
  // Whether the reply has begun, or is about to: what goes wrong from here on is told within it.
  bool has_opened() const noexcept { return opened_; }
  // What is there to send, as the format has it, or a heartbeat; false at the end.
  Task<bool> next(std::string& piece);
  // The next item for those who frame it themselves; nothing at the end.
  Task<std::optional<StreamItem>> next_item();
  // Whether next_item() would not wait; at `until` at the latest.
  Task<bool> ready(runtime::Deadline until);
  void close();

 private:
  void append(StreamItem item);
  StreamItem take();
  Task<void> wait(Completion<bool>*& waiter, runtime::Deadline until);
  static void wake(Completion<bool>*& waiter);

  runtime::EventLoop& loop_;
  const StreamFormat format_;
  const std::string last_event_id_;
  const runtime::Deadline deadline_;
  const RevokedFlag revoked_;
  std::deque<StreamItem> items_;
  std::size_t bytes_ = 0;
  bool opened_ = false;
  bool ended_ = false;
  bool closed_ = false;
  bool interrupted_ = false;
  Completion<bool>* reader_ = nullptr;  // waits for frames
  Completion<bool>* writer_ = nullptr;  // waits for room, or pauses
};

namespace detail {
std::string stream_json(const Type& type, const void* item);
}

template <class Item>
class WrittenItem {
 public:
  explicit WrittenItem(const Item& item)
      : json_(std::make_shared<const std::string>(detail::stream_json(type_of<Item>, &item))) {}
  const SharedText& json() const noexcept { return json_; }

 private:
  SharedText json_;
};

// What a handler sees of its stream. Lives as long as the handler runs.
template <class Item>
class StreamSink {
 public:
  explicit StreamSink(StreamBuffer& buffer) : buffer_(buffer) {}

  // Waits while the client has too much to read. `id`: where to go on behind this item; no line
  // breaks. False: the stream is closed, return.
  Task<bool> send(const Item& item, std::string id = {}) {
    return send(WrittenItem<Item>(item), std::move(id));
  }
  Task<bool> send(const WrittenItem<Item>& item, std::string id = {}) {
    return buffer_.push(item.json(), std::move(id));
  }
  // Whether send() would wait: then give up first what others wait for.
  bool would_wait() const noexcept { return buffer_.full(); }
  // Waits; false as soon as the stream is closed, true when the time has passed or somebody
  // interrupts, on the same loop, because something has come up.
  Task<bool> pause(std::chrono::milliseconds duration) { return buffer_.pause(duration); }
  void interrupt() { buffer_.interrupt(); }
  bool closed() const noexcept { return buffer_.closed(); }
  // The id of the last item that the client got before; empty when it begins anew.
  const std::string& last_event_id() const noexcept { return buffer_.last_event_id(); }

 private:
  StreamBuffer& buffer_;
};

}  // namespace sangam::api
