#include "kernel/runtime/coarse_timer.h"

#include "kernel/runtime/loop_internals.h"

namespace sangam::runtime {
namespace {

constexpr nanoseconds kForever = std::chrono::hours{24 * 365 * 100};

}  // namespace

void CoarseTimer::arm(nanoseconds duration) { loop_.internals().timers.arm(*this, duration); }

void CoarseTimer::arm(Deadline deadline) {
  if (deadline == Deadline::never()) return disarm();
  arm(deadline.remaining());
}

void CoarseTimer::disarm() noexcept {
  if (armed()) CoarseTimerList::unlink(*this);
}

CoarseTimerList::CoarseTimerList(EventLoop& loop, boost::asio::io_context& context)
    : tick_timer_(context),
      now_(monotonic_nanoseconds()),
      armed_(loop, nullptr, nullptr),
      scanning_(loop, nullptr, nullptr) {
  armed_.next_ = armed_.previous_ = &armed_;
  scanning_.next_ = scanning_.previous_ = &scanning_;
}

void CoarseTimerList::arm(CoarseTimer& timer, nanoseconds duration) {
  if (duration >= kForever) return timer.disarm();
  if (!ticking_) {
    now_ = monotonic_nanoseconds();
    schedule();
  }
  // One tick more than asked: the time at hand may be that old, and a timer is never early.
  timer.due_ = now_ + duration.count() + nanoseconds{EventLoop::kTick}.count();
  if (!timer.armed()) link(timer);
}

void CoarseTimerList::link(CoarseTimer& timer) noexcept {
  timer.previous_ = armed_.previous_;
  timer.next_ = &armed_;
  armed_.previous_->next_ = &timer;
  armed_.previous_ = &timer;
}

void CoarseTimerList::unlink(CoarseTimer& timer) noexcept {
  timer.previous_->next_ = timer.next_;
  timer.next_->previous_ = timer.previous_;
  timer.next_ = timer.previous_ = nullptr;
}

void CoarseTimerList::schedule() {
  ticking_ = true;
  tick_timer_.expires_after(EventLoop::kTick);
  tick_timer_.async_wait([this](boost::system::error_code error) {
    if (!error) tick();
  });
}

void CoarseTimerList::tick() {
  now_ = monotonic_nanoseconds();
  if (armed_.next_ != &armed_) {
    scanning_.next_ = armed_.next_;
    scanning_.previous_ = armed_.previous_;
    scanning_.next_->previous_ = scanning_.previous_->next_ = &scanning_;
    armed_.next_ = armed_.previous_ = &armed_;
  }
  while (scanning_.next_ != &scanning_) {
    CoarseTimer& timer = *scanning_.next_;
    unlink(timer);
    if (timer.due_ <= now_) {
      timer.callback_(timer.context_);
    } else {
      link(timer);
    }
  }
  ticking_ = false;
  if (armed_.next_ != &armed_) schedule();
}

}  // namespace sangam::runtime
