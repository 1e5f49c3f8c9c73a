#include "kernel/runtime/fd_watcher.h"

#include <boost/asio/posix/stream_descriptor.hpp>
#include <optional>

#include "base/assert.h"
#include "kernel/runtime/asio_access.h"
#include "kernel/runtime/coarse_timer.h"

namespace sangam::runtime {

using boost::asio::posix::descriptor_base;

// A wait in one direction that Asio still holds is left standing when the other direction ended the
// coroutine's wait: its result is remembered and ends a later wait, at worst spuriously.
class FdWatcher::State : public std::enable_shared_from_this<FdWatcher::State> {
 public:
  State(EventLoop& loop, int fd)
      : loop_(loop), descriptor_(io_context(loop), fd), timer_(loop, &State::on_timeout, this) {}

  Task<Readiness> wait(Interest interest, Deadline deadline) {
    // Keeps the state alive should the watcher be destroyed while this coroutine waits.
    const std::shared_ptr<State> self = shared_from_this();
    SANGAM_ASSERT(loop_.is_current());
    SANGAM_ASSERT(completion_ == nullptr);
    const bool wants_read = interest != Interest::writable;
    const bool wants_write = interest != Interest::readable;
    if (take_ready(wants_read, wants_write)) co_return Readiness::ready;
    if (closed_) co_return Readiness::cancelled;

    Completion<Readiness> completion;
    completion_ = &completion;
    wants_read_ = wants_read;
    wants_write_ = wants_write;
    timer_.arm(deadline);
    if (wants_read && !read_.pending) start(descriptor_base::wait_read, read_);
    if (wants_write && !write_.pending) start(descriptor_base::wait_write, write_);
    co_return co_await completion;
  }

  void cancel() { finish(Readiness::cancelled); }

  void close() {
    closed_ = true;
    timer_.disarm();
    descriptor_.release();
    cancel();
  }

 private:
  struct Direction {
    bool pending = false;
    bool ready = false;
  };

  void start(descriptor_base::wait_type type, Direction& direction) {
    direction.pending = true;
    descriptor_.async_wait(type, [self = shared_from_this(),
                                  &direction](boost::system::error_code error) {
      direction.pending = false;
      if (self->closed_ || error == boost::asio::error::operation_aborted) return;
      direction.ready = true;  // any other error shows when the operation is tried
      if (self->completion_ != nullptr && self->take_ready(self->wants_read_, self->wants_write_)) {
        self->finish(Readiness::ready);
      }
    });
  }

  bool take_ready(bool read, bool write) {
    bool ready = false;
    if (read) ready |= std::exchange(read_.ready, false);
    if (write) ready |= std::exchange(write_.ready, false);
    return ready;
  }

  void finish(Readiness result) {
    timer_.disarm();
    if (auto* completion = std::exchange(completion_, nullptr)) completion->complete(result);
  }

  static void on_timeout(void* state) { static_cast<State*>(state)->finish(Readiness::timed_out); }

  EventLoop& loop_;
  boost::asio::posix::stream_descriptor descriptor_;
  CoarseTimer timer_;
  Direction read_;
  Direction write_;
  Completion<Readiness>* completion_ = nullptr;
  bool wants_read_ = false;
  bool wants_write_ = false;
  bool closed_ = false;
};

FdWatcher::FdWatcher(EventLoop& loop, int fd) : state_(std::make_shared<State>(loop, fd)) {}

FdWatcher::~FdWatcher() {
  if (state_) state_->close();
}

FdWatcher::FdWatcher(FdWatcher&&) noexcept = default;

FdWatcher& FdWatcher::operator=(FdWatcher&& other) noexcept {
  state_.swap(other.state_);
  return *this;
}

Task<Readiness> FdWatcher::wait(Interest interest, Deadline deadline) {
  return state_->wait(interest, deadline);
}

void FdWatcher::cancel() { state_->cancel(); }

}  // namespace sangam::runtime
