#pragma once

// The module platform/usage: what tenants use and what their plans allow. Start here; then
// history.h, calls.h and plans.h for the operations, meter_service.h for where the figures come
// from.

#include "kernel/api/module.h"
#include "suites/platform/usage/calls.h"
#include "suites/platform/usage/history.h"
#include "suites/platform/usage/plans.h"

namespace sangam::suites::platform::usage {

// The services behind the module's operations. Lives until the server stops.
struct UsageModule {
  Plans plans;
  History history;
  Calls calls;
};

void declare(api::Module& module, UsageModule& services);

}  // namespace sangam::suites::platform::usage
