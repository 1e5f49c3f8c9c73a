#pragma once

// How full the disk below a folder is, as a part of the server's health.

#include <filesystem>

#include "kernel/telemetry/health.h"

namespace sangam::telemetry {

// Bytes and shares below which a disk is not well. PostgreSQL stops for good on a full disk, so the
// server says so long before.
struct DiskLimits {
  double degraded_share = 0.10;
  double failing_share = 0.02;
  std::uint64_t failing_bytes = 256ULL << 20;
};

HealthVerdict judge_disk(std::uint64_t free_bytes, std::uint64_t all_bytes,
                         const DiskLimits& limits = {});
// A folder that cannot be looked at fails.
HealthVerdict disk_health(const std::filesystem::path& folder);

}  // namespace sangam::telemetry
