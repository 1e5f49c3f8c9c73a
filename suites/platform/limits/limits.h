#pragma once

// The module platform/limits: how much tenants, their people and programs may ask of the server in
// what time. Start here; then limit_book.h for what holds for whom, admission.h for how a request
// is let in or turned away, limit_service.h for what runs.

#include "kernel/api/module.h"
#include "suites/platform/limits/operations.h"

namespace sangam::suites::platform::limits {

// The services behind the module's operations. Lives until the server stops.
struct LimitsModule {
  LimitBook book;
  LiveLimitsPlace place;  // filled before the first request
  OwnLimits own{place};
  KeyLimitOperations keys{book, place};
  PlanLimitOperations plans{place};
};

void declare(api::Module& module, LimitsModule& services);

}  // namespace sangam::suites::platform::limits
