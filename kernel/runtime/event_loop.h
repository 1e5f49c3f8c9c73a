#pragma once

// The event loop of one thread: everything that serves requests runs on one, and what runs on a
// loop never blocks. A loop is run by exactly one thread at a time; objects that belong to a loop
// (connections, database clients, timers, watchers) are touched from that thread only. Only post(),
// stop() and is_current() may be called from any thread.
//
// Asio is the engine behind and stays hidden: `asio_access.h` opens it to kernel internals.

#include <cstdint>
#include <functional>
#include <memory>

#include "base/task.h"
#include "kernel/runtime/deadline.h"

namespace sangam::runtime {

// A callback that is called once.
using Work = std::move_only_function<void()>;

class CoarseTimer;

// One loop. Destroy it after its thread left run() and after everything that belongs to it is gone;
// work that never ran is destroyed unrun.
class EventLoop {
 public:
  EventLoop();
  ~EventLoop();
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;

  // Serves the calling thread until stop(); may be called again afterwards.
  void run();
  // Ends run() soon; what waits stays waiting. Any thread.
  void stop();
  // Calls `work` on the loop's thread, in the order of posting, never inside this call. Wakes the
  // loop by one eventfd write when it sleeps. Any thread.
  void post(Work work);

  // Whether the calling thread is inside run() of this loop.
  bool is_current() const noexcept;
  // The loop whose run() the calling thread is in; null on other threads.
  static EventLoop* current() noexcept;

  // Monotonic time as of the last tick (every kTick while a timer is armed): free to read, at most
  // one tick old while something is armed.
  std::int64_t coarse_nanoseconds() const noexcept;

  // How often armed coarse timers are looked at.
  static constexpr milliseconds kTick{100};

  // For kernel internals; see asio_access.h and readiness.h.
  struct Internals;
  Internals& internals() noexcept { return *internals_; }

 private:
  std::unique_ptr<Internals> internals_;
};

// Resumes after `duration`, precise to about a millisecond. Await on `loop`'s thread.
Task<void> sleep(EventLoop& loop, nanoseconds duration);

// Continues the awaiting coroutine on `loop`'s thread, from whichever thread it runs on.
struct ResumeOn {
  EventLoop& loop;
  bool await_ready() const noexcept { return loop.is_current(); }
  void await_suspend(std::coroutine_handle<> waiter) const {
    loop.post([waiter] { waiter.resume(); });
  }
  void await_resume() const noexcept {}
};
inline ResumeOn resume_on(EventLoop& loop) noexcept { return {loop}; }

}  // namespace sangam::runtime
