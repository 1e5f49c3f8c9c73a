#pragma once

// Observation: how `sangam serve` is watched: the sources of /metrics, the parts of its health, the
// beat that probes loops and database, the exporter of traces.

#include <filesystem>
#include <functional>
#include <memory>

#include "apps/sangam/observation_settings.h"
#include "apps/sangam/webhook_delivery.h"
#include "kernel/api/pools.h"
#include "kernel/runtime/loop_group.h"
#include "kernel/telemetry/observatory.h"

namespace sangam::audit {
class Sealer;
}
namespace sangam::events {
class EventService;
}
namespace sangam::http {
class Server;
class TlsLayer;
}  // namespace sangam::http
namespace sangam::jobs {
class JobService;
}
namespace sangam::suites::platform::limits {
class LimitService;
}
namespace sangam::lane {
class LaneGroup;
}

namespace sangam::apps {

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
  const suites::platform::limits::LimitService& limits;
  http::TlsLayer* tls;                                 // null without TLS
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
