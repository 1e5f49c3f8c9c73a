#include "suites/platform/observability/health.h"

namespace sangam::suites::platform::observability {

Task<HealthReport> HealthReports::get(api::Call& call, Nothing) {
  HealthReport report;
  for (auto& part : observatory_.health().look(call.system_time()))
    report.parts.push_back({std::move(part.part), part.state, std::move(part.reason), part.since});
  report.state = observatory_.health().overall();
  co_return report;
}

}  // namespace sangam::suites::platform::observability
