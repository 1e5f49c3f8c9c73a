#pragma once

// That nobody shuts themselves out with the rules they make.

#include "kernel/api/call.h"
#include "kernel/gateway/policy.h"

namespace sangam::suites::platform::gateway {

// Throws Error{refused} when `policy` would refuse the address of the caller.
void require_not_shut_out(const api::Call& call, const sangam::gateway::TenantPolicy& policy);

}  // namespace sangam::suites::platform::gateway
