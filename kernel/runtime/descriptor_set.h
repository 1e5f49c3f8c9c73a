#pragma once

// The descriptors a loop watches for the whole of their life (connections): registered once,
// edge-triggered, in an epoll set of the loop's own that Asio watches as one descriptor. A wake-up
// costs three system calls whatever the number of ready connections, a wait none; Asio's own waits
// would cost one each.

#include <sys/epoll.h>

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <cstddef>

#include "kernel/runtime/stream_watch.h"

namespace sangam::runtime {

// One a loop; belongs to the loop's thread.
class DescriptorSet {
 public:
  explicit DescriptorSet(boost::asio::io_context& context);

  void add(StreamWatch& watch, int fd);
  void remove(StreamWatch& watch, int fd) noexcept;

 private:
  static constexpr std::size_t kEventsAWakeup = 128;

  void await_events();
  void deliver_events();

  boost::asio::posix::stream_descriptor epoll_;
  bool waiting_ = false;
  std::size_t watched_ = 0;
  std::array<epoll_event, kEventsAWakeup> events_;
  std::size_t next_event_ = 0;
  std::size_t event_count_ = 0;
};

}  // namespace sangam::runtime
