#pragma once

// What those share who follow the events of one tenant on one loop: the newest events, read once
// for all of them, each written once. One of the followers reads for the others (it leads); they
// sleep until there is something. So what a new event costs the database does not depend on how
// many follow, and what it costs each of them is to be sent.
//
// A follower who is further behind than the window reaches reads the log itself until it is not.

#include <atomic>
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

#include "kernel/api/stream.h"
#include "suites/platform/events/rows.h"

namespace sangam::suites::platform {

using TailSink = api::StreamSink<EventEntry>;

// An event as it goes to every follower.
struct TailEntry {
  std::int64_t position = 0;
  std::string stream;
  std::string type;
  api::WrittenItem<EventEntry> item;
};
using TailEntryPointer = std::shared_ptr<const TailEntry>;  // shared by the window and who sends it

// Of one loop and one tenant; belongs to the loop's thread. Shared by its followers.
class TailWindow : public std::enable_shared_from_this<TailWindow> {
 public:
  static constexpr std::size_t kEntriesMost = 512;
  static constexpr std::size_t kBytesMost = 256 * 1024;

  explicit TailWindow(runtime::EventLoop& loop) noexcept : loop_(loop) {}

  // Whether it holds a part of the log yet: everything behind begin() up to end().
  bool is_open() const noexcept { return open_; }
  void open_at(std::int64_t position) noexcept;
  std::int64_t begin() const noexcept { return begin_; }
  std::int64_t end() const noexcept { return end_; }
  // What lies behind `after`; nothing when the window does not reach back so far.
  std::optional<std::vector<TailEntryPointer>> behind(std::int64_t after) const;
  // Adds what was read behind end(), in order, and wakes who waits: a few at a time, so that the
  // loop has others served in between.
  void append(std::vector<EventRow> rows);

  // The log has grown, if only for others.
  void log_grew();

 private:
  friend class TailFollower;
  struct Waiter {
    TailSink* sink;
    std::uint64_t round;  // the last in which it was woken
  };

  void trim();
  void wake_some();

  runtime::EventLoop& loop_;
  bool open_ = false;
  std::int64_t begin_ = 0;
  std::int64_t end_ = 0;
  std::deque<TailEntryPointer> entries_;
  std::size_t bytes_ = 0;

  TailSink* leader_ = nullptr;
  bool grew_ = false;          // since the leader read last
  int fruitless_ = 0;          // reads on end that growth led to and that found nothing
  std::list<Waiter> waiting_;  // those longest without being woken first
  std::uint64_t round_ = 0;
  bool waking_ = false;
};

// A follower's place at a window. Lives within its handler.
class TailFollower {
 public:
  TailFollower(std::shared_ptr<TailWindow> window, TailSink& sink) noexcept
      : window_(std::move(window)), sink_(sink) {}
  ~TailFollower() { resign(); }
  TailFollower(const TailFollower&) = delete;
  TailFollower& operator=(const TailFollower&) = delete;

  TailWindow& window() noexcept { return *window_; }
  // Whether it is up to this one to read; becomes so if nobody does.
  bool leads() noexcept;
  // Sees to it that another one reads, because this one is held up or goes, unless somebody else
  // does already.
  void resign();
  // Of the leader, around its reading: what growth there was is taken note of.
  void begin_reading() noexcept;
  void end_reading(bool found) noexcept;
  // The leader's rest: until the log grows, 200 ms at most. Longer, up to 40 ms, the more often
  // growth was for others only.
  Task<void> rest();
  // The others' wait: until there is something, or nobody leads, or the stream is closed.
  Task<void> wait();

 private:
  std::shared_ptr<TailWindow> window_;
  TailSink& sink_;
  bool read_after_growth_ = false;
};

// All of a process. Any thread.
class TailWindows {
 public:
  // The window of the tenant on the loop; on that loop's thread.
  std::shared_ptr<TailWindow> of(runtime::EventLoop& loop, std::int32_t tenant);
  // Told by whoever knows first that the log has grown: the relay of this process. Without it
  // followers learn within 200 ms.
  void log_grew();

 private:
  struct OfLoop {
    std::map<std::int32_t, std::weak_ptr<TailWindow>> windows;
    bool told = false;  // and has not come to it
  };

  void wake(runtime::EventLoop& loop);
  std::vector<std::shared_ptr<TailWindow>> windows_of(runtime::EventLoop& loop);

  std::mutex mutex_;
  std::unordered_map<runtime::EventLoop*, OfLoop> loops_;
};

}  // namespace sangam::suites::platform
