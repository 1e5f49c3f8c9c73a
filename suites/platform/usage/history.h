#pragma once

// History: what a tenant used of one thing, day by day.

#include "kernel/api/call.h"
#include "suites/platform/usage/types.h"

namespace sangam::suites::platform::usage {

class History {
 public:
  // Both throw Error{invalid} for days that are the wrong way round, or over 400 of them.
  Task<UsageHistory> read(api::Call& call, ReadUsageHistory request);
  Task<UsageHistory> read_of(api::Call& call, ReadTenantUsageHistory request);
};

}  // namespace sangam::suites::platform::usage
