#pragma once

// What an EventLoop is made of; for the .cpp files of this folder only.

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/system/error_code.hpp>

#include "kernel/runtime/coarse_timer.h"
#include "kernel/runtime/descriptor_set.h"
#include "kernel/runtime/event_loop.h"

namespace sangam::runtime {

// The armed coarse timers of a loop: a ring through the timers, walked every tick.
class CoarseTimerList {
 public:
  CoarseTimerList(EventLoop& loop, boost::asio::io_context& context);

  void arm(CoarseTimer& timer, nanoseconds duration);
  static void unlink(CoarseTimer& timer) noexcept;
  std::int64_t now() const noexcept { return now_; }

 private:
  void link(CoarseTimer& timer) noexcept;
  void schedule();
  void tick();

  boost::asio::steady_timer tick_timer_;
  bool ticking_ = false;
  std::int64_t now_;
  // Two heads: what is armed, and what the current tick has still to look at. Being plain rings,
  // both survive any arming, disarming or destruction from inside a callback.
  CoarseTimer armed_;
  CoarseTimer scanning_;
};

struct EventLoop::Internals {
  explicit Internals(EventLoop& loop)
      : keep_running(context.get_executor()), timers(loop, context), descriptors(context) {}

  boost::asio::io_context context{1};  // one thread runs it
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> keep_running;
  CoarseTimerList timers;
  DescriptorSet descriptors;
};

}  // namespace sangam::runtime
