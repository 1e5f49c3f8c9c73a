#pragma once

// The flags that say how limits are kept.

#include <filesystem>
#include <optional>
#include <string>

#include "kernel/gateway/limits/redis_address.h"

namespace sangam::apps {

struct LimitOptions {
  std::string redis;  // empty: each process counts for itself
  std::filesystem::path redis_password_file;
};

struct LimitSettings {
  std::optional<sangam::gateway::limits::RedisAddress> redis;
  int shed_lag_ms = 500;  // 0: never
};

// Throws std::runtime_error naming the flag that is wrong. Reads the password's file: one line,
// that nobody but its owner may read.
std::optional<sangam::gateway::limits::RedisAddress> read_limit_options(
    const LimitOptions& options);

}  // namespace sangam::apps
