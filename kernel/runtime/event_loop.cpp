#include "kernel/runtime/event_loop.h"

#include <boost/asio/post.hpp>

#include "base/assert.h"
#include "kernel/runtime/asio_access.h"
#include "kernel/runtime/loop_internals.h"

namespace sangam::runtime {
namespace {

thread_local EventLoop* current_loop = nullptr;

}  // namespace

EventLoop::EventLoop() : internals_(std::make_unique<Internals>(*this)) {}

EventLoop::~EventLoop() = default;

void EventLoop::run() {
  SANGAM_ASSERT(current_loop == nullptr);
  current_loop = this;
  internals_->context.run();
  internals_->context.restart();
  current_loop = nullptr;
}

void EventLoop::stop() { internals_->context.stop(); }

void EventLoop::post(Work work) { boost::asio::post(internals_->context, std::move(work)); }

bool EventLoop::is_current() const noexcept { return current_loop == this; }

EventLoop* EventLoop::current() noexcept { return current_loop; }

std::int64_t EventLoop::coarse_nanoseconds() const noexcept { return internals_->timers.now(); }

boost::asio::io_context& io_context(EventLoop& loop) noexcept { return loop.internals().context; }

Task<void> sleep(EventLoop& loop, nanoseconds duration) {
  boost::asio::steady_timer timer(io_context(loop), duration);
  Completion<bool> fired;
  timer.async_wait([&fired](boost::system::error_code) { fired.complete(true); });
  co_await fired;
}

}  // namespace sangam::runtime
