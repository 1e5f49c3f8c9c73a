#pragma once

// The module platform/gateway: what operators and tenants say of the gateway (kernel/gateway), what
// it did, and what it would do. Start here; then own_rules.h and platform_rules.h for rules,
// rule_watch.h for how they reach the gate.

#include "kernel/api/module.h"
#include "suites/platform/gateway/insight.h"
#include "suites/platform/gateway/own_rules.h"
#include "suites/platform/gateway/platform_rules.h"

namespace sangam::suites::platform::gateway {

// The services behind the module's operations. Lives until the server stops.
struct GatewayModule {
  GateSlot gate;
  OwnRules own_rules{gate};
  PlatformRules platform_rules{gate};
  Insight insight{gate};
};

void declare(api::Module& module, GatewayModule& services);

}  // namespace sangam::suites::platform::gateway
