#pragma once

// LoadWatch: looks four times a second how late the event loops are and how long work waits for
// processors, and says what is to be turned away. On a thread of its own: a loop that is late
// cannot tell.

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "kernel/gateway/limits/pressure_reader.h"
#include "kernel/gateway/limits/shedder.h"
#include "kernel/runtime/loop_group.h"

namespace sangam::suites::platform::limits {

// Made and destroyed on the main thread while the loops run; reading from any.
class LoadWatch {
 public:
  // `told` hears the level after each look, on the watch's thread.
  LoadWatch(runtime::LoopGroup& loops, sangam::gateway::limits::ShedSettings settings,
            std::function<void(int level)> told);
  ~LoadWatch();
  LoadWatch(const LoadWatch&) = delete;
  LoadWatch& operator=(const LoadWatch&) = delete;

  std::int64_t lag_nanoseconds() const noexcept { return lag_.load(std::memory_order_relaxed); }
  double cpu_share() const noexcept { return cpu_share_.load(std::memory_order_relaxed); }

 private:
  // A piece of work on its way through a loop.
  struct Probe {
    std::atomic<std::int64_t> posted{0};  // 0: it came through
    std::atomic<std::int64_t> took{0};
  };

  void serve();
  std::int64_t look_at_loops(std::int64_t now);

  runtime::LoopGroup& loops_;
  sangam::gateway::limits::Shedder shedder_;
  sangam::gateway::limits::PressureReader pressure_;
  const std::function<void(int level)> told_;
  std::vector<std::unique_ptr<Probe>> probes_;
  std::atomic<std::int64_t> lag_{0};
  std::atomic<double> cpu_share_{0};
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace sangam::suites::platform::limits
