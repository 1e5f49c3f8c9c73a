#pragma once

// Plans: how much of something a tenant may have, set by operators and read by its owners.

#include "kernel/api/call.h"
#include "suites/platform/usage/types.h"

namespace sangam::suites::platform::usage {

class Plans {
 public:
  Task<Usage> usage(api::Call& call, Nothing);
  Task<Usage> usage_of(api::Call& call, OneTenantUsage request);
  // What there is already stays, also when it is more than the plan allows.
  Task<Usage> set(api::Call& call, SetPlan request);
};

}  // namespace sangam::suites::platform::usage
