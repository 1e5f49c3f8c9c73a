#pragma once

// The parts of this program's health: database, disk, lanes, relay, consumers, jobs, webhooks,
// sealer.

#include <atomic>
#include <filesystem>

#include "apps/sangam/webhook_delivery.h"
#include "kernel/audit/sealer.h"
#include "kernel/events/event_service.h"
#include "kernel/jobs/job_service.h"
#include "kernel/lane/lane_group.h"
#include "kernel/runtime/event_loop.h"
#include "kernel/telemetry/health.h"

namespace sangam::apps {

// Asks the database whether it answers, in the background.
class DatabaseProbe {
 public:
  // Begins a probe on `loop` unless one is under way. Any thread.
  void begin(runtime::EventLoop& loop, store::Pool& pool, std::chrono::seconds patience);
  // Until no probe is under way; the loop must run. Not from the loop.
  void wait() const;
  // Any thread. Failing after two probes in a row without an answer.
  telemetry::HealthVerdict verdict() const;

 private:
  Task<void> probe(store::Pool& pool, runtime::Deadline deadline);

  std::atomic<bool> under_way_{false};
  std::atomic<int> failures_{0};
};

// Whose health it is, the database apart; all of it outlives the parts.
struct HealthSubjects {
  std::filesystem::path data;
  const lane::LaneGroup& lanes;
  const events::EventService& events;
  const jobs::JobService& jobs;
  const WebhookDelivery& webhooks;
  const audit::Sealer& sealer;
};

void add_health_parts(telemetry::Health& health, const HealthSubjects& subjects);

}  // namespace sangam::apps
