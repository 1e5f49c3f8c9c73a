// What health tells of the sealer.

#include <fmt/format.h>

#include "kernel/audit/sealer.h"
#include "kernel/clock/clock.h"

namespace sangam::audit {

namespace {

using telemetry::HealthState;

constexpr std::chrono::seconds kSealerPatience{15};
// Entries that are older and not sealed are late: one that holds sealing back is a transaction.
constexpr std::int64_t kBehindSecondsMost = 60;

}  // namespace

telemetry::HealthVerdict Sealer::health() const {
  auto verdict = rounds_.verdict("the sealer of the audit", kSealerPatience);
  if (verdict.state != HealthState::well) return verdict;
  if (!counters_.sealing) return {HealthState::well, "another process may do this work"};
  const auto caught_up = counters_.newest_sealed_at.load();
  if (caught_up == 0) return {};
  const auto seconds = (clock::system_now().nanoseconds - caught_up) / kNanosecondsPerSecond;
  if (seconds < kBehindSecondsMost) return {};
  return {HealthState::degraded,
          fmt::format("entries of the audit have waited to be sealed for {} s", seconds)};
}

}  // namespace sangam::audit
