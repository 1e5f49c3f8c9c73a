#include "kernel/telemetry/pulse.h"

#include <chrono>

namespace sangam::telemetry {

Pulse::~Pulse() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void Pulse::serve() {
  std::unique_lock lock(mutex_);
  for (std::uint64_t number = 0; !stopping_; ++number) {
    lock.unlock();
    beat_(number);
    lock.lock();
    wake_.wait_for(lock, std::chrono::seconds(1), [this] { return stopping_; });
  }
}

}  // namespace sangam::telemetry
