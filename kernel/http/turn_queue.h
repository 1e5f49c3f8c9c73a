#pragma once

// Turns for work that computes for a while (a TLS handshake): one piece runs between two looks at
// the loop's sockets, so that a thousand new connections do not hold up the requests of old ones.

#include <coroutine>
#include <deque>

#include "kernel/runtime/event_loop.h"

namespace sangam::http {

// Belongs to its loop's thread. Whoever waits must wait to the end: destroy it when nobody does.
class TurnQueue {
 public:
  explicit TurnQueue(runtime::EventLoop& loop) noexcept : loop_(loop) {}
  ~TurnQueue();
  TurnQueue(const TurnQueue&) = delete;
  TurnQueue& operator=(const TurnQueue&) = delete;

  struct Turn {
    TurnQueue& queue;
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> waiter) { queue.add(waiter); }
    void await_resume() const noexcept {}
  };
  // Resumes the awaiting coroutine on the loop, in the order of asking; never at once.
  Turn turn() noexcept { return {*this}; }

 private:
  void add(std::coroutine_handle<> waiter);
  void post();
  void run_one();

  runtime::EventLoop& loop_;
  std::deque<std::coroutine_handle<>> waiting_;
};

}  // namespace sangam::http
