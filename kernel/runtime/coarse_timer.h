#pragma once

// Timers for deadlines that almost never pass: arming, re-arming and disarming cost a few
// instructions and no system call. A loop looks at its armed timers every EventLoop::kTick
// (O(armed)), so a timer fires up to two ticks late and never early.

#include <cstdint>

#include "kernel/runtime/event_loop.h"

namespace sangam::runtime {

// One timer. Belongs to its loop's thread. Disarms itself when destroyed or fired. The callback
// runs on the loop and may arm, disarm or destroy any timer, this one included.
class CoarseTimer {
 public:
  using Callback = void (*)(void* context);

  CoarseTimer(EventLoop& loop, Callback callback, void* context) noexcept
      : loop_(loop), callback_(callback), context_(context) {}
  ~CoarseTimer() { disarm(); }
  CoarseTimer(const CoarseTimer&) = delete;
  CoarseTimer& operator=(const CoarseTimer&) = delete;

  // Fires once after `duration`; replaces what was armed before.
  void arm(nanoseconds duration);
  // Fires once after `deadline`; Deadline::never() disarms.
  void arm(Deadline deadline);
  void disarm() noexcept;
  bool armed() const noexcept { return next_ != nullptr; }

 private:
  friend class CoarseTimerList;

  EventLoop& loop_;
  Callback callback_;
  void* context_;
  std::int64_t due_ = 0;
  CoarseTimer* next_ = nullptr;
  CoarseTimer* previous_ = nullptr;
};

}  // namespace sangam::runtime
