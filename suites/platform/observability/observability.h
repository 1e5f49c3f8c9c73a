#pragma once

// The module platform/observability: what the server knows of itself, for operators of the
// platform. Start here.

#include "kernel/api/module.h"
#include "kernel/telemetry/observatory.h"
#include "suites/platform/observability/health.h"
#include "suites/platform/observability/logs.h"
#include "suites/platform/observability/metrics.h"
#include "suites/platform/observability/traces.h"

namespace sangam::suites::platform::observability {

// Lives until the server stops; the observatory outlives it.
struct Observability {
  explicit Observability(telemetry::Observatory& observatory)
      : metrics(observatory), health(observatory) {}

  Metrics metrics;
  Traces traces;
  Logs logs;
  HealthReports health;
};

void declare(api::Module& module, Observability& services);

}  // namespace sangam::suites::platform::observability
