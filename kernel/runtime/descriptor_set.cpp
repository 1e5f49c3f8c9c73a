#include "kernel/runtime/descriptor_set.h"

#include <unistd.h>

#include <system_error>

#include "base/assert.h"
#include "kernel/runtime/loop_internals.h"

namespace sangam::runtime {

StreamWatch::StreamWatch(EventLoop& loop, int fd, Callback callback, void* context)
    : loop_(loop), fd_(fd), callback_(callback), context_(context) {
  loop_.internals().descriptors.add(*this, fd_);
}

StreamWatch::~StreamWatch() { loop_.internals().descriptors.remove(*this, fd_); }

DescriptorSet::DescriptorSet(boost::asio::io_context& context) : epoll_(context) {
  const int fd = ::epoll_create1(EPOLL_CLOEXEC);
  if (fd < 0) throw std::system_error(errno, std::system_category(), "epoll_create1");
  epoll_.assign(fd);
}

void DescriptorSet::add(StreamWatch& watch, int fd) {
  epoll_event event{.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, .data = {.ptr = &watch}};
  if (::epoll_ctl(epoll_.native_handle(), EPOLL_CTL_ADD, fd, &event) != 0) {
    throw std::system_error(errno, std::system_category(), "epoll_ctl");
  }
  ++watched_;
  if (!waiting_) await_events();
}

void DescriptorSet::remove(StreamWatch& watch, int fd) noexcept {
  ::epoll_ctl(epoll_.native_handle(), EPOLL_CTL_DEL, fd, nullptr);
  SANGAM_ASSERT(watched_ > 0);
  --watched_;
  // Events fetched in this turn and not yet delivered must not reach a watch that is gone.
  for (std::size_t i = next_event_; i < event_count_; ++i) {
    if (events_[i].data.ptr == &watch) events_[i].data.ptr = nullptr;
  }
}

void DescriptorSet::await_events() {
  waiting_ = true;
  epoll_.async_wait(boost::asio::posix::descriptor_base::wait_read,
                    [this](boost::system::error_code error) {
                      waiting_ = false;
                      if (error) return;
                      deliver_events();
                      if (watched_ > 0 && !waiting_) await_events();
                    });
}

void DescriptorSet::deliver_events() {
  const int count =
      ::epoll_wait(epoll_.native_handle(), events_.data(), static_cast<int>(events_.size()), 0);
  event_count_ = count > 0 ? static_cast<std::size_t>(count) : 0;
  for (next_event_ = 0; next_event_ < event_count_;) {
    const epoll_event event = events_[next_event_++];
    auto* watch = static_cast<StreamWatch*>(event.data.ptr);
    if (watch == nullptr) continue;
    const bool broken = (event.events & (EPOLLERR | EPOLLHUP)) != 0;
    const bool hang_up = broken || (event.events & EPOLLRDHUP) != 0;
    watch->callback_(watch->context_, {.readable = hang_up || (event.events & EPOLLIN) != 0,
                                       .writable = broken || (event.events & EPOLLOUT) != 0,
                                       .hang_up = hang_up});
  }
  event_count_ = 0;
}

}  // namespace sangam::runtime
