#pragma once

// The health of the server's parts, as /health tells it too.

#include <string>
#include <vector>

#include "base/timestamp.h"
#include "kernel/api/call.h"
#include "kernel/telemetry/observatory.h"

namespace sangam::suites::platform::observability {

struct PartReport {
  std::string part;
  telemetry::HealthState state = telemetry::HealthState::well;
  std::string reason;
  Timestamp since;
};
SANGAM_DESCRIBE(PartReport, (part, "database, disk, lanes, relay, consumers"), (state, "How it is"),
                (reason, "Why; may be empty"), (since, "Of the state"))

struct HealthReport {
  telemetry::HealthState state = telemetry::HealthState::well;
  std::vector<PartReport> parts;
};
SANGAM_DESCRIBE(HealthReport, (state, "Of the server as a whole"), (parts, "Each for itself"))

class HealthReports {
 public:
  explicit HealthReports(const telemetry::Observatory& observatory) : observatory_(observatory) {}
  Task<HealthReport> get(api::Call& call, Nothing);

 private:
  const telemetry::Observatory& observatory_;
};

}  // namespace sangam::suites::platform::observability
