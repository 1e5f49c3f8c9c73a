#pragma once

// Pulse: the thread that does once a second what telemetry needs done by somebody: probing the
// event loops, looking at health, sampling series, writing lines that were held back.

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace sangam::telemetry {

// Main thread only. Beats are numbered from 0 and a second apart; a late one is not made up for.
class Pulse {
 public:
  using Beat = std::function<void(std::uint64_t number)>;
  explicit Pulse(Beat beat) : beat_(std::move(beat)), thread_([this] { serve(); }) {}
  // Waits for a beat under way.
  ~Pulse();

 private:
  void serve();

  const Beat beat_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace sangam::telemetry
