#pragma once

// Letting others have their turn in the middle of something.

#include <coroutine>

#include "kernel/runtime/event_loop.h"

namespace sangam::runtime {

// Resumes the awaiting coroutine on its own loop behind whatever else is ready there.
struct NextTurn {
  EventLoop& loop;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> waiter) const {
    loop.post([waiter] { waiter.resume(); });
  }
  void await_resume() const noexcept {}
};

}  // namespace sangam::runtime
