#pragma once

// Calls: how often a tenant called which operation, how it went and how long it took.

#include "kernel/api/call.h"
#include "suites/platform/usage/call_types.h"

namespace sangam::suites::platform::usage {

class Calls {
 public:
  Task<TenantCalls> read(api::Call& call, ReadCalls request);
};

}  // namespace sangam::suites::platform::usage
