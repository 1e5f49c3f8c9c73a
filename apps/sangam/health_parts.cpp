#include "apps/sangam/health_parts.h"

#include <fmt/format.h>

#include "kernel/store/disk_reserve.h"
#include "kernel/store/pool.h"
#include "kernel/telemetry/disk_health.h"

namespace sangam::apps {

namespace {

using telemetry::HealthState;
using telemetry::HealthVerdict;

constexpr int kFailuresToFail = 2;

HealthVerdict disk_health(const std::filesystem::path& data) {
  if (!store::has_room()) return {HealthState::failing, "it is full: writes are refused"};
  return telemetry::disk_health(data);
}

HealthVerdict lanes_health(const lane::LaneGroup& lanes) {
  std::size_t failing = 0;
  std::int64_t since = INT64_MAX;
  const auto counters = lanes.counters();
  for (const auto* lane : counters)
    if (const auto moment = lane->failing_since.load(); moment != 0) {
      ++failing;
      since = std::min(since, moment);
    }
  if (failing == 0) return {};
  const auto seconds = (runtime::monotonic_nanoseconds() - since) / kNanosecondsPerSecond;
  auto reason = fmt::format("{} of {} lanes have made nothing durable for {} s", failing,
                            counters.size(), seconds);
  return {failing == counters.size() ? HealthState::failing : HealthState::degraded,
          std::move(reason)};
}

}  // namespace

void DatabaseProbe::begin(runtime::EventLoop& loop, store::Pool& pool,
                          std::chrono::seconds patience) {
  if (under_way_.exchange(true)) return;
  loop.post(
      [this, &pool, patience] { start_detached(probe(pool, runtime::Deadline::in(patience))); });
}

Task<void> DatabaseProbe::probe(store::Pool& pool, runtime::Deadline deadline) {
  try {
    co_await pool.check(deadline);
    failures_ = 0;
  } catch (const std::exception&) {
    ++failures_;
  }
  under_way_ = false;
  under_way_.notify_all();
}

void DatabaseProbe::wait() const { under_way_.wait(true); }

HealthVerdict DatabaseProbe::verdict() const {
  const int failures = failures_;
  if (failures == 0) return {};
  if (failures < kFailuresToFail) return {HealthState::degraded, "it did not answer once"};
  return {HealthState::failing, "it does not answer"};
}

void add_health_parts(telemetry::Health& health, const HealthSubjects& subjects) {
  health.add("disk", false, [data = subjects.data] { return disk_health(data); });
  health.add("lanes", false, [&lanes = subjects.lanes] { return lanes_health(lanes); });
  health.add("relay", false, [&events = subjects.events] { return events.relay_health(); });
  health.add("consumers", false, [&events = subjects.events] { return events.consumers_health(); });
  health.add("jobs", false, [&jobs = subjects.jobs] { return jobs.health(); });
  health.add("webhooks", false, [&webhooks = subjects.webhooks] { return webhooks.health(); });
  health.add("sealer", false, [&sealer = subjects.sealer] { return sealer.health(); });
}

}  // namespace sangam::apps
