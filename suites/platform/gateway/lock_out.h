#pragma once

// That nobody shuts themselves out with the rules they make.

#include "kernel/api/call.h"
#include "kernel/gateway/gate.h"
#include "kernel/gateway/policy.h"

namespace sangam::suites::platform::gateway {

// Throws Error{refused} when `policy` would refuse the address of the caller, or its country.
void require_not_shut_out(const api::Call& call, const sangam::gateway::TenantPolicy& policy,
                          const sangam::gateway::Gate& gate);

}  // namespace sangam::suites::platform::gateway
