#include "suites/platform/observability/observability.h"

namespace sangam::suites::platform::observability {

namespace {

using api::Audience;
constexpr auto kRead = "platform.observability:read";
constexpr auto kWrite = "platform.observability:write";

void declare_metrics(api::Module& module, Observability& s) {
  module.query<&Metrics::series>("platform.metrics.series", s.metrics)
      .get("/platform/metrics/series")
      .audience(Audience::platform)
      .permission(kRead)
      .summary("Read time series of the server's metrics");
  module.query<&Metrics::operations>("platform.metrics.operations", s.metrics)
      .get("/platform/metrics/operations")
      .audience(Audience::platform)
      .permission(kRead)
      .summary("Read rate, errors and duration of each operation");
}

void declare_traces(api::Module& module, Observability& s) {
  module.query<&Traces::list>("platform.traces.list", s.traces)
      .get("/platform/traces")
      .audience(Audience::platform)
      .permission(kRead)
      .summary("List the last traces")
      .description("Of this process. Failed and slow ones are kept longest.");
  module.query<&Traces::get>("platform.traces.get", s.traces)
      .get("/platform/traces/{id}")
      .audience(Audience::platform)
      .permission(kRead)
      .summary("Read a trace with its spans");
}

void declare_logs(api::Module& module, Observability& s) {
  module.query<&Logs::tail>("platform.logs.tail", s.logs)
      .get("/platform/logs")
      .audience(Audience::platform)
      .permission(kRead)
      .summary("Read the last lines of the log");
  module.query<&Logs::levels>("platform.logs.levels", s.logs)
      .get("/platform/logs/levels")
      .audience(Audience::platform)
      .permission(kRead)
      .summary("Read which levels are logged");
  module.command<&Logs::set_level>("platform.logs.set_level", s.logs)
      .put("/platform/logs/levels")
      .audience(Audience::platform)
      .permission(kWrite)
      .database_role(store::Role::auth)
      .summary("Log more or less of a module, at once")
      .description("For this process, until it ends.");
}

}  // namespace

void declare(api::Module& module, Observability& services) {
  declare_metrics(module, services);
  declare_traces(module, services);
  declare_logs(module, services);
  module.query<&HealthReports::get>("platform.health.get", services.health)
      .get("/platform/health")
      .audience(Audience::platform)
      .permission(kRead)
      .summary("Read how each part of the server is, and why");
}

}  // namespace sangam::suites::platform::observability
