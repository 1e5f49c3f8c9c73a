#include "suites/platform/gateway/events.h"
#include "suites/platform/gateway/gateway.h"

namespace sangam::suites::platform::gateway {

namespace {

using api::Audience;
using store::Role::auth;

constexpr const char* kRead = "gateway:read";
constexpr const char* kWrite = "gateway:write";
constexpr const char* kPlatformRead = "platform.gateway:read";
constexpr const char* kPlatformWrite = "platform.gateway:write";

void declare_own(api::Module& module, GatewayModule& s) {
  module.query<&OwnRules::get>("gateway.get", s.own_rules)
      .get("/gateway")
      .conditional()
      .permission(kRead)
      .database_role(auth)
      .summary("Read the rules for requests to your tenant");
  module.command<&OwnRules::change>("gateway.change", s.own_rules)
      .patch("/gateway")
      .conditional()
      .permission(kWrite)
      .step_up()
      .database_role(auth)
      .summary("Change the rules for requests to your tenant")
      .description(
          "They hold everywhere within a second, without ending a connection. Rules that would"
          " refuse your own address, or its country, are not taken.");
  module.query<&Insight::blocked>("gateway.blocked", s.insight)
      .get("/gateway/blocked")
      .permission(kRead)
      .summary("List requests that rules refused lately, with the rule")
      .description("Of the process that answers, in memory: the last few, a sample of a flood.");
  module.query<&Insight::explain>("gateway.explain", s.insight)
      .post("/gateway/explain")
      .permission(kRead)
      .summary("Ask what would happen to a request, step by step");
}

void declare_platform(api::Module& module, GatewayModule& s) {
  module.query<&PlatformRules::get>("platform.gateway.get", s.platform_rules)
      .get("/platform/gateway")
      .conditional()
      .audience(Audience::platform)
      .permission(kPlatformRead)
      .database_role(auth)
      .summary("Read the rules for all requests");
  module.command<&PlatformRules::change>("platform.gateway.change", s.platform_rules)
      .patch("/platform/gateway")
      .conditional()
      .audience(Audience::platform)
      .permission(kPlatformWrite)
      .database_role(auth)
      .summary("Change the rules for all requests");
  module.query<&PlatformRules::maintenance>("platform.gateway.maintenance", s.platform_rules)
      .get("/platform/gateway/maintenance")
      .conditional()
      .audience(Audience::platform)
      .permission(kPlatformRead)
      .database_role(auth)
      .summary("Read whether the server turns requests away");
  module
      .command<&PlatformRules::set_maintenance>("platform.gateway.set_maintenance",
                                                s.platform_rules)
      .put("/platform/gateway/maintenance")
      .conditional()
      .audience(Audience::platform)
      .permission(kPlatformWrite)
      .database_role(auth)
      .summary("Turn requests away for maintenance, or serve them again")
      .description(
          "Health, the console, signing in and what operators do are served all the same.");
  module.query<&Insight::all_blocked>("platform.gateway.blocked", s.insight)
      .get("/platform/gateway/blocked")
      .audience(Audience::platform)
      .permission(kPlatformRead)
      .summary("List requests that rules refused lately, of all tenants and of nobody");
  module.query<&Insight::explain_anonymous>("platform.gateway.explain", s.insight)
      .post("/platform/gateway/explain")
      .audience(Audience::platform)
      .permission(kPlatformRead)
      .summary("Ask what would happen to a request of somebody who is not signed in");
}

}  // namespace

void declare(api::Module& module, GatewayModule& services) {
  declare_own(module, services);
  declare_platform(module, services);
  module.event<GatewayChanged>("Rules for requests were changed").for_tenants();
  module.event<MaintenanceChanged>("The server began to turn requests away, or ended it");
}

}  // namespace sangam::suites::platform::gateway
