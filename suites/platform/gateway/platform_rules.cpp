#include "suites/platform/gateway/platform_rules.h"

#include "kernel/api/entity_tag.h"
#include "suites/platform/gateway/events.h"
#include "suites/platform/gateway/lock_out.h"
#include "suites/platform/gateway/statements.h"
#include "suites/platform/gateway/stored_policy.h"

namespace sangam::suites::platform::gateway {

namespace {

struct PlatformText {
  std::string policy;
  std::string maintenance;
};
SANGAM_DESCRIBE(PlatformText, (policy, ""), (maintenance, ""))

Task<PlatformText> lock(api::Call& call) {
  co_return *co_await call.row<PlatformText>(kLockPlatform, call.system_time(),
                                             call.principal().id);
}

}  // namespace

Task<kernel::PlatformPolicy> PlatformRules::get(api::Call& call, Nothing) {
  const auto row = co_await call.row<PlatformText>(kReadPlatform);
  co_return row ? platform_policy_of(row->policy) : kernel::PlatformPolicy{};
}

Task<kernel::PlatformPolicy> PlatformRules::change(api::Call& call,
                                                   kernel::PlatformPolicyChange request) {
  call.set_target(std::string(kStream));
  call.because(request.reason);
  const auto row = co_await lock(call);
  const auto before = platform_policy_of(row.policy);
  api::require_match(call, before);
  auto after = before;
  apply(request, after);
  require_not_shut_out(call, after.rules, gate_.get());
  call.later(kWritePlatform, stored(after), call.system_time(), call.principal().id);
  call.changed(before, after);
  call.emit(kStream, GatewayChanged{call.principal().id_text});
  co_return after;
}

Task<kernel::Maintenance> PlatformRules::maintenance(api::Call& call, Nothing) {
  const auto row = co_await call.row<PlatformText>(kReadPlatform);
  co_return row ? maintenance_of(row->maintenance) : kernel::Maintenance{};
}

Task<kernel::Maintenance> PlatformRules::set_maintenance(api::Call& call, SetMaintenance request) {
  call.set_target(std::string(kStream));
  call.because(request.reason);
  const auto row = co_await lock(call);
  const auto before = maintenance_of(row.maintenance);
  api::require_match(call, before);
  kernel::Maintenance after;
  after.on = request.on;
  if (request.message) after.message = request.message->str();
  if (request.retry_after_seconds) after.retry_after_seconds = *request.retry_after_seconds;
  call.later(kWriteMaintenance, stored(after), call.system_time(), call.principal().id);
  call.changed(before, after);
  call.emit(kStream, MaintenanceChanged{after.on, after.message});
  co_return after;
}

}  // namespace sangam::suites::platform::gateway
