#pragma once

// The event-loop threads of the process: one loop a thread, nothing shared between them.

#include <cstddef>
#include <memory>
#include <thread>
#include <vector>

#include "kernel/runtime/event_loop.h"

namespace sangam::runtime {

// N loops, run by N threads from start() to stop(). Build and destroy it on the main thread, and
// destroy what belongs to the loops between stop() and the destruction of the group, or on the
// loops.
class LoopGroup {
 public:
  // `count` is at least 1.
  explicit LoopGroup(std::size_t count);
  ~LoopGroup();  // stops and joins

  void start();
  // Ends every loop's run() and joins the threads. Idempotent. Not from a loop's own thread.
  void stop();

  std::size_t size() const noexcept { return loops_.size(); }
  EventLoop& loop(std::size_t index) noexcept { return *loops_[index]; }

  // Calls `function` on loop `index` and waits until it returned; the loops must be running. Not
  // from a loop's own thread. For building and destroying what belongs to a loop.
  void call(std::size_t index, Work function);

 private:
  std::vector<std::unique_ptr<EventLoop>> loops_;
  std::vector<std::jthread> threads_;
};

}  // namespace sangam::runtime
