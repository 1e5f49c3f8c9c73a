#include "suites/platform/limits/events.h"
#include "suites/platform/limits/limits.h"

namespace sangam::suites::platform::limits {

namespace {

using api::Audience;
using store::Role::auth;

void declare_own(api::Module& module, LimitsModule& s) {
  module.query<&OwnLimits::get>("limits.get", s.own)
      .get("/limits")
      .summary("Read the limits that hold for you, and what is left of them")
      .description("Those of your tenant, of what you do, and of yourself or your key.");
  module.query<&KeyLimitOperations::list>("limits.keys.list", s.keys)
      .get("/limits/keys")
      .permission("api_keys:read")
      .database_role(auth)
      .summary("List what you said of your keys");
  module.query<&KeyLimitOperations::get>("limits.keys.get", s.keys)
      .get("/limits/keys/{key}")
      .permission("api_keys:read")
      .database_role(auth)
      .summary("Read how much a key may ask");
  module.command<&KeyLimitOperations::set>("limits.keys.set", s.keys)
      .put("/limits/keys/{key}")
      .conditional()
      .permission("api_keys:write")
      .database_role(auth)
      .summary("Let a key ask less than the plan allows it");
  module.command<&KeyLimitOperations::remove>("limits.keys.remove", s.keys)
      .remove("/limits/keys/{key}")
      .conditional()
      .permission("api_keys:write")
      .database_role(auth)
      .summary("Let a key ask what the plan allows it");
}

void declare_plans(api::Module& module, PlanLimitOperations& s) {
  module.query<&PlanLimitOperations::list>("platform.limits.plans.list", s)
      .get("/platform/limits/plans")
      .audience(Audience::platform)
      .permission("platform.tenants:read")
      .database_role(auth)
      .summary("List plans of limits");
  module.query<&PlanLimitOperations::get>("platform.limits.plans.get", s)
      .get("/platform/limits/plans/{name}")
      .audience(Audience::platform)
      .permission("platform.tenants:read")
      .database_role(auth)
      .summary("Read a plan of limits");
  module.command<&PlanLimitOperations::set>("platform.limits.plans.set", s)
      .put("/platform/limits/plans/{name}")
      .conditional()
      .audience(Audience::platform)
      .permission("platform.tenants:write")
      .database_role(auth)
      .summary("Set what a plan allows")
      .description("In force within a second, in every process, for requests that come then.");
  module.command<&PlanLimitOperations::remove>("platform.limits.plans.remove", s)
      .remove("/platform/limits/plans/{name}")
      .conditional()
      .audience(Audience::platform)
      .permission("platform.tenants:write")
      .database_role(auth)
      .summary("Remove a plan that no tenant has");
}

void declare_tenants(api::Module& module, PlanLimitOperations& s) {
  module.query<&PlanLimitOperations::of_tenant>("platform.tenants.limits", s)
      .get("/platform/tenants/{id}/limits")
      .conditional()
      .audience(Audience::platform)
      .permission("platform.tenants:read")
      .database_role(auth)
      .summary("Read which limits a tenant has");
  module.command<&PlanLimitOperations::set_of_tenant>("platform.tenants.set_limits", s)
      .put("/platform/tenants/{id}/limits")
      .conditional()
      .audience(Audience::platform)
      .permission("platform.tenants:write")
      .database_role(auth)
      .summary("Give a tenant a plan, and limits of its own in place of what that says");
  module.query<&PlanLimitOperations::state>("platform.limits.state", s)
      .get("/platform/limits")
      .audience(Audience::platform)
      .permission("platform.observability:read")
      .summary("Read what limits are at: who was turned away, and why")
      .description("Of this process.");
}

}  // namespace

void declare(api::Module& module, LimitsModule& services) {
  declare_own(module, services);
  declare_plans(module, services.plans);
  declare_tenants(module, services.plans);
  module.event<KeyLimitChanged>("How much an API key may ask was changed").for_tenants();
}

}  // namespace sangam::suites::platform::limits
