#include "kernel/telemetry/disk_health.h"

#include <fmt/format.h>

namespace sangam::telemetry {

HealthVerdict judge_disk(std::uint64_t free_bytes, std::uint64_t all_bytes,
                         const DiskLimits& limits) {
  if (all_bytes == 0) return {HealthState::failing, "the disk has no size"};
  const double share = static_cast<double>(free_bytes) / static_cast<double>(all_bytes);
  auto reason = fmt::format("{:.1f} % free, {} MiB", share * 100, free_bytes >> 20);
  if (share < limits.failing_share || free_bytes < limits.failing_bytes)
    return {HealthState::failing, std::move(reason)};
  if (share < limits.degraded_share) return {HealthState::degraded, std::move(reason)};
  return {HealthState::well, std::move(reason)};
}

HealthVerdict disk_health(const std::filesystem::path& folder) {
  std::error_code failure;
  const auto space = std::filesystem::space(folder, failure);
  if (failure) return {HealthState::failing, "the data folder cannot be looked at"};
  return judge_disk(space.available, space.capacity);
}

}  // namespace sangam::telemetry
