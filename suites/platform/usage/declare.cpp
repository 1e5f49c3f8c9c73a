#include "suites/platform/usage/events.h"
#include "suites/platform/usage/usage.h"

namespace sangam::suites::platform::usage {

namespace {

using api::Audience;
using store::Role::auth;

void declare_plans(api::Module& module, Plans& s) {
  module.query<&Plans::usage>("tenant.usage", s)
      .get("/tenant/usage")
      .permission("tenant:read")
      .database_role(auth)
      .summary("Read what your plan allows and what is used of it");
  module.query<&Plans::usage_of>("platform.tenants.usage", s)
      .get("/platform/tenants/{id}/usage")
      .audience(Audience::platform)
      .permission("platform.tenants:read")
      .database_role(auth)
      .summary("Read what a tenant uses of its plan");
  module.command<&Plans::set>("platform.tenants.set_plan", s)
      .put("/platform/tenants/{id}/plan")
      .audience(Audience::platform)
      .permission("platform.tenants:write")
      .database_role(auth)
      .summary("Set how much of something a tenant may have");
}

void declare_history(api::Module& module, History& s) {
  module.query<&History::read>("tenant.usage_history", s)
      .get("/tenant/usage/history")
      .permission("tenant:read")
      .database_role(auth)
      .summary("Read what you used, day by day")
      .description("Figures are a few seconds old, and kept for 400 days.");
  module.query<&History::read_of>("platform.tenants.usage_history", s)
      .get("/platform/tenants/{id}/usage/history")
      .audience(Audience::platform)
      .permission("platform.tenants:read")
      .database_role(auth)
      .summary("Read what a tenant used, day by day");
}

void declare_calls(api::Module& module, Calls& s) {
  module.query<&Calls::read>("tenant.calls", s)
      .get("/tenant/calls")
      .permission("tenant:read")
      .database_role(auth)
      .summary("Read how many calls you made, and how long they took")
      .description(
          "By operation, and over time. Figures are a few seconds old, and kept for two days.");
}

}  // namespace

void declare(api::Module& module, UsageModule& services) {
  declare_plans(module, services.plans);
  declare_history(module, services.history);
  declare_calls(module, services.calls);
  module.event<LimitNeared>("Most of what the plan allows is used, or all of it").for_tenants();
}

}  // namespace sangam::suites::platform::usage
