#include "kernel/telemetry/rounds.h"

#include <fmt/format.h>

#include "kernel/runtime/deadline.h"

namespace sangam::telemetry {

void Rounds::ended() noexcept {
  last_.store(runtime::monotonic_nanoseconds(), std::memory_order_relaxed);
}

HealthVerdict Rounds::verdict(std::string_view work, std::chrono::seconds patience) const {
  const auto last = last_.load(std::memory_order_relaxed);
  if (last == 0) return {};
  const auto seconds = (runtime::monotonic_nanoseconds() - last) / kNanosecondsPerSecond;
  if (seconds < patience.count()) return {};
  return {HealthState::failing, fmt::format("{} has not come round for {} s", work, seconds)};
}

}  // namespace sangam::telemetry
