#pragma once

// Observation: how `sangam serve` is watched: the sources of /metrics, the parts of its health, the
// beat that probes loops and database, the exporter of traces.

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "apps/sangam/webhook_delivery.h"
#include "kernel/api/call.h"
#include "kernel/audit/sealer.h"
#include "kernel/events/event_service.h"
#include "kernel/http/server.h"
#include "kernel/jobs/job_service.h"
#include "kernel/lane/lane_group.h"
#include "kernel/runtime/loop_group.h"
#include "kernel/telemetry/observatory.h"

namespace sangam::apps {

struct ObservationSettings {
  double trace_ratio = 0.01;
  std::int64_t slow_request_ms = 1'000;
  std::int64_t slow_query_ms = 500;
  std::string otlp_endpoint;  // "http://127.0.0.1:4318/v1/traces"; empty: traces are not exported
};

// Before anything is served. Throws Error{invalid} when a setting makes no sense.
void apply(const ObservationSettings& settings);

// What is watched; all of it outlives the observation.
struct Watched {
  runtime::LoopGroup& loops;
  std::function<api::Pools(const runtime::EventLoop&)> pools;
  const http::Server& http;
  const lane::LaneGroup& lanes;
  const events::EventService& events;
  const jobs::JobService& jobs;
  const WebhookDelivery& webhooks;
  const audit::Sealer& sealer;
  std::function<void(telemetry::Snapshot&)> services;  // what else counts for itself; any thread
  std::filesystem::path data;
};

// Main thread only.
class Observation {
 public:
  Observation(telemetry::Observatory& observatory, Watched watched,
              const ObservationSettings& settings);
  // Waits for a probe under way: two seconds at most.
  ~Observation();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sangam::apps
