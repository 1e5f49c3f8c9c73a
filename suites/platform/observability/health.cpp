#include "suites/platform/observability/health.h"

namespace sangam::suites::platform::observability {

Task<HealthReport> HealthReports::get(api::Call&, Nothing) {
  HealthReport report;
  for (auto& part : observatory_.health().parts())
    report.parts.push_back({std::move(part.part), part.state, std::move(part.reason), part.since});
  report.state = observatory_.health().overall();
  co_return report;
}

}  // namespace sangam::suites::platform::observability
