#pragma once

// Where a reader of the queue stands, and what it reads.

#include <compare>
#include <cstdint>

#include "kernel/jobs/ready_queue.h"

namespace sangam::jobs {

// Jobs arrive in the order of their transactions, and within one as enqueued.
struct Position {
  std::uint64_t xid = 0;
  std::int64_t seq = 0;

  friend auto operator<=>(const Position&, const Position&) = default;
};

struct Arrival {
  std::int16_t shard = 0;
  Position position;
  ReadyJob job;
  bool deferred = false;  // its time is not known to have come
};

inline constexpr std::int16_t kShards = 16;
// As kernel.job_shard_of.
constexpr std::int16_t shard_of(std::int32_t tenant) noexcept {
  return static_cast<std::int16_t>(tenant & (kShards - 1));
}

}  // namespace sangam::jobs
