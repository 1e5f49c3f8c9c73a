// What health tells of webhooks out.

#include <fmt/format.h>

#include "suites/platform/webhooks/dispatcher.h"

namespace sangam::suites::platform::webhooks {

namespace {

using telemetry::HealthState;

// A round waits for a lease at most twice as long.
constexpr std::chrono::seconds kDispatcherPatience{20};

}  // namespace

// Endpoints that fail are their owners' matter and no fault of the server: told, and well.
telemetry::HealthVerdict Dispatcher::health() const {
  auto verdict = rounds_.verdict("the dispatcher of webhooks", kDispatcherPatience);
  if (verdict.state != HealthState::well) return verdict;
  if (!leads_) return {HealthState::well, "another process may do this work"};
  const auto off = counters_.switched_off.load();
  const auto failing = counters_.failing.load();
  if (off + failing == 0) return {};
  return {HealthState::well,
          fmt::format("{} endpoints are switched off because they failed or are gone, {} fail now",
                      off, failing)};
}

}  // namespace sangam::suites::platform::webhooks
