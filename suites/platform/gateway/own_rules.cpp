#include "suites/platform/gateway/own_rules.h"

#include "kernel/api/entity_tag.h"
#include "suites/platform/gateway/events.h"
#include "suites/platform/gateway/lock_out.h"
#include "suites/platform/gateway/statements.h"
#include "suites/platform/gateway/stored_policy.h"

namespace sangam::suites::platform::gateway {

namespace {

struct PolicyText {
  std::string policy;
};
SANGAM_DESCRIBE(PolicyText, (policy, ""))

}  // namespace

Task<Gateway> OwnRules::get(api::Call& call, Nothing) {
  const auto row = co_await call.row<PolicyText>(kReadPolicy, call.tenant().number);
  co_return Gateway{row ? tenant_policy_of(row->policy) : kernel::TenantPolicy{}};
}

Task<Gateway> OwnRules::change(api::Call& call, ChangeGateway request) {
  call.set_target(std::string(kStream));
  call.because(request.reason);
  const auto row = co_await call.row<PolicyText>(kLockPolicy, call.tenant().number,
                                                 call.system_time(), call.principal().id);
  const Gateway before{tenant_policy_of(row->policy)};
  api::require_match(call, before);
  auto after = before;
  if (request.rules) apply(*request.rules, after.rules, "/rules");
  require_not_shut_out(call, after.rules, gate_.get());
  call.later(kWritePolicy, call.tenant().number, stored(after.rules), call.system_time(),
             call.principal().id);
  call.changed(before.rules, after.rules);
  call.emit(kStream, GatewayChanged{call.principal().id_text});
  co_return after;
}

}  // namespace sangam::suites::platform::gateway
