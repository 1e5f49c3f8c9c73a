#include "kernel/lane/lane_group.h"

#include "kernel/store/disk_reserve.h"
#include "kernel/telemetry/registry.h"

namespace sangam::lane {

std::int32_t shard_of(std::int32_t tenant, bool sandbox) noexcept {
  if (sandbox) return kSharedShards + tenant;
  // Consecutive numbers would fill the shards evenly too, but big tenants often come first.
  const auto mixed = static_cast<std::uint32_t>(tenant) * 0x9e3779b1U;
  return static_cast<std::int32_t>(mixed >> 26);
}

LaneGroup::LaneGroup(std::size_t lanes, const LaneSettings& settings, EngineFactory& engines) {
  for (std::size_t i = 0; i < lanes; ++i)
    lanes_.push_back(std::make_unique<Lane>(settings, engines));
}

void LaneGroup::start(const std::vector<std::int32_t>& sandboxes) {
  for (std::int32_t shard = 0; shard < kSharedShards; ++shard)
    lane_of(shard).add_shard(shard);
  for (const auto tenant : sandboxes)
    add_sandbox(tenant);
  for (auto& lane : lanes_)
    lane->start();
}

void LaneGroup::stop() {
  for (auto& lane : lanes_)
    lane->stop();
}

void LaneGroup::add_sandbox(std::int32_t tenant) {
  const auto shard = shard_of(tenant, true);
  lane_of(shard).add_shard(shard);
}

void LaneGroup::set_clock_offset(std::int32_t tenant, std::int64_t nanoseconds) {
  const auto shard = shard_of(tenant, true);
  lane_of(shard).set_clock_offset(shard, nanoseconds);
}

Task<void> LaneGroup::serve(Request& request, bool sandbox) {
  if (!store::has_room()) throw store::storage_full();
  const auto shard = shard_of(request.tenant(), sandbox);
  const auto submitted = runtime::monotonic_nanoseconds();
  if (!lane_of(shard).submit(shard, request)) {
    Error error{Code::unavailable, "Too many requests wait for the ledger; try again."};
    error.retry_after_seconds = 1;
    throw error;
  }
  auto outcome = co_await request.outcome_;
  record(request, submitted);
  if (outcome) throw *outcome;
}

// Its wait in the queue, and the rest: its batches, and the way back to its loop.
void LaneGroup::record(const Request& request, std::int64_t submitted) {
  static auto& waits = telemetry::registry().histogram(
      "sangam_lane_wait_seconds", "Time that a request waited in the queue of its lane");
  if (request.taken_ == 0) return;
  waits.record(request.taken_ - submitted);
  if (request.trace == nullptr) return;
  using telemetry::SpanKind;
  const bool failed = !request.finished();
  request.trace->add("lane.wait", SpanKind::internal, submitted, request.taken_);
  request.trace->add("lane.batch", SpanKind::internal, request.taken_,
                     runtime::monotonic_nanoseconds(), failed);
}

std::vector<const LaneCounters*> LaneGroup::counters() const {
  std::vector<const LaneCounters*> counters;
  for (const auto& lane : lanes_)
    counters.push_back(&lane->counters());
  return counters;
}

}  // namespace sangam::lane
