#pragma once

// Waiting for a file descriptor that somebody else owns (libpq's socket, for instance).

#include <memory>

#include "base/task.h"
#include "kernel/runtime/event_loop.h"

namespace sangam::runtime {

// What a wait is for; `either` returns at the first of the two.
enum class Interest : unsigned char { readable, writable, either };

// How a wait ended.
enum class Readiness : unsigned char {
  ready,      // at least one of what was asked for, errors and hang-ups included: try the operation
  timed_out,  // the deadline passed first
  cancelled,  // cancel() was called, or the watcher was destroyed
};

// Watches one descriptor on one loop. It neither closes the descriptor nor changes its flags: make
// it non-blocking, and destroy the watcher before closing it. Belongs to the loop's thread. One
// wait at a time. Readiness may be spurious: be prepared for EAGAIN and wait again.
// Level-triggered: data left unread ends the next wait at once.
class FdWatcher {
 public:
  FdWatcher(EventLoop& loop, int fd);
  ~FdWatcher();
  FdWatcher(FdWatcher&&) noexcept;
  FdWatcher& operator=(FdWatcher&&) noexcept;

  // Deadlines are coarse: up to two ticks (EventLoop::kTick) late.
  Task<Readiness> wait(Interest interest, Deadline deadline);
  Task<Readiness> readable(Deadline deadline) { return wait(Interest::readable, deadline); }
  Task<Readiness> writable(Deadline deadline) { return wait(Interest::writable, deadline); }

  // Ends the wait under way, if any; its coroutine resumes inside this call.
  void cancel();

 private:
  class State;
  // Shared with the waits Asio still holds, which outlive the watcher by one turn of the loop.
  std::shared_ptr<State> state_;
};

}  // namespace sangam::runtime
