#pragma once

// Rounds: when work that goes in rounds (a relay, a dispatcher, a sealer) last ended one well, so
// that health can tell one that is stuck, or fails every time, from one that has nothing to do.

#include <atomic>
#include <chrono>
#include <string_view>

#include "kernel/telemetry/health.h"

namespace sangam::telemetry {

// Any thread.
class Rounds {
 public:
  // A round has ended well; also called once when the work begins.
  void ended() noexcept;
  // The work has ended, or has not begun: nothing is expected of it.
  void rest() noexcept { last_.store(0, std::memory_order_relaxed); }

  // Failing when the last round ended longer ago than `patience`: "`work` has not come round for
  // 14 s".
  HealthVerdict verdict(std::string_view work, std::chrono::seconds patience) const;

 private:
  std::atomic<std::int64_t> last_{0};  // monotonic nanoseconds; 0: at rest
};

}  // namespace sangam::telemetry
