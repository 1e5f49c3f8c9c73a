#pragma once

// A request takes one token of each bucket that it falls under (its tenant's, that of what it does,
// its user's or key's), or none of any.

#include <cstdint>
#include <optional>
#include <span>

#include "kernel/gateway/limits/bucket_table.h"

namespace sangam::gateway::limits {

// One of those buckets and the rate that holds for it.
struct Claim {
  Bucket* bucket = nullptr;
  Rate rate;
  Level level = Level::tenant;
};
// A request names no more.
inline constexpr std::size_t kClaimsMost = 4;

// Why a request was refused: the bucket that will have room last.
struct Refusal {
  std::size_t claim = 0;  // which of the claims
  std::int64_t wait_nanoseconds = 0;
};

// From the buckets of this process alone. Nothing: all were taken. Where threads race, one may be
// refused the token that another is about to give back; nobody gets one that is not there.
std::optional<Refusal> take(std::span<const Claim> claims, std::int64_t now) noexcept;

}  // namespace sangam::gateway::limits
