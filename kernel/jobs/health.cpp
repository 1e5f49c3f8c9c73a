// What health tells of jobs.

#include <fmt/format.h>

#include "kernel/jobs/job_service.h"

namespace sangam::jobs {

namespace {

using telemetry::HealthState;

constexpr std::chrono::seconds kDispatcherPatience{15};
// A job that is due and has waited so long for its turn is late.
constexpr std::int64_t kOldestSecondsMost = 60;

}  // namespace

telemetry::HealthVerdict JobService::health() const {
  auto verdict = dispatcher_->rounds().verdict("the dispatcher of jobs", kDispatcherPatience);
  if (verdict.state != HealthState::well) return verdict;
  const auto since = counters().waiting_since.load();
  if (since == 0) return {};
  const auto seconds = (runtime::monotonic_nanoseconds() - since) / kNanosecondsPerSecond;
  if (seconds < kOldestSecondsMost) return {};
  return {HealthState::degraded,
          fmt::format("{} jobs wait for their turn, the first of them for {} s",
                      counters().ready.load(), seconds)};
}

}  // namespace sangam::jobs
