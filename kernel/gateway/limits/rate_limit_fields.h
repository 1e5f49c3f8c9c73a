#pragma once

// The fields RateLimit-Policy and RateLimit (draft-ietf-httpapi-ratelimit-headers-11): lists of
// structured items (RFC 9651), one a limit:
//
//   RateLimit-Policy: "tenant";q=1000;w=60, "key";q=50;w=1
//   RateLimit: "tenant";r=812;t=12, "key";r=49;t=1
//
// While limits that are to be shared are counted by each process for itself, each item of RateLimit
// carries the parameter `alone`, a boolean, which clients that do not know it skip.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "kernel/gateway/limits/hierarchy.h"

namespace sangam::gateway::limits {

// One limit as a client sees it.
struct ShownLimit {
  std::string_view name;
  Rate rate;
  std::int64_t remaining = 0;      // below zero shows as 0
  std::int64_t reset_seconds = 0;  // until all of it is there again
};

// "address", "tenant", "class", "user", "key": the names of limits, in fields and problems.
std::string_view name_of(Level level) noexcept;

// Appended to `out`; both need at least one limit.
void append_policies(std::span<const ShownLimit> limits, std::string& out);
void append_limits(std::span<const ShownLimit> limits, bool alone, std::string& out);

}  // namespace sangam::gateway::limits
