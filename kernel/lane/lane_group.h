#pragma once

// LaneGroup: all lanes of a process, and which shard lives on which. A tenant lives on one shard,
// for life; a sandbox tenant has a shard of its own, because its clock may be moved.

#include <memory>
#include <vector>

#include "base/task.h"
#include "kernel/lane/lane.h"

namespace sangam::lane {

inline constexpr std::int32_t kSharedShards = 64;

// The shard of a tenant: 0..63, or from 64 up for sandboxes.
std::int32_t shard_of(std::int32_t tenant, bool sandbox) noexcept;

class LaneGroup {
 public:
  // `lanes` threads share the shards out among them.
  LaneGroup(std::size_t lanes, const LaneSettings& settings, EngineFactory& engines);

  // Takes over and rebuilds the shared shards and those of `sandboxes` (tenant numbers), then
  // starts the threads. Throws when a shard cannot be had.
  void start(const std::vector<std::int32_t>& sandboxes);
  void stop();

  // Any thread; idempotent. Before a new sandbox tenant's first request.
  void add_sandbox(std::int32_t tenant);
  void set_clock_offset(std::int32_t tenant, std::int64_t nanoseconds);

  // Hands `request` to the tenant's lane and waits for its end. Throws what ended it, and
  // Error{unavailable} when the queue is full. Await it outside any open unit of work.
  Task<void> serve(Request& request, bool sandbox);

  std::vector<const LaneCounters*> counters() const;

 private:
  static void record(const Request& request, std::int64_t submitted);
  Lane& lane_of(std::int32_t shard) {
    return *lanes_[static_cast<std::size_t>(shard) % lanes_.size()];
  }

  std::vector<std::unique_ptr<Lane>> lanes_;
};

}  // namespace sangam::lane
