#pragma once

// What makes a message for everybody: a POST on a connection and a thread of its own, one after the
// other.

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "benchmarks/websocket/crowd.h"

namespace sangam::benchmarks::websocket {

// Message k, counted from 0, says in its text when its request was sent: "at=NANOSECONDS k=K".
class Publisher {
 public:
  // Sends one whenever `may_go(k)` is true and looks again every tenth of a millisecond otherwise,
  // until stop() or `count` were sent.
  Publisher(const Target& target, std::string path, std::int64_t count,
            std::function<bool(std::int64_t)> may_go);
  ~Publisher();  // stops

  std::int64_t sent() const noexcept { return sent_; }  // answered with 2xx
  void stop() { stopping_ = true; }
  // Rethrows what ended the thread, if anything did.
  void check();

 private:
  void run();
  void post(std::int64_t number);

  const Target target_;
  const std::string path_;
  const std::int64_t count_;
  const std::function<bool(std::int64_t)> may_go_;
  int descriptor_ = -1;
  std::atomic<std::int64_t> sent_{0};
  std::atomic<bool> stopping_{false};
  std::mutex mutex_;
  std::exception_ptr failure_;
  std::thread thread_;
};

}  // namespace sangam::benchmarks::websocket
