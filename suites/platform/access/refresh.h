#pragma once

// Brings the graph of a tenant up to date: by what changed, or from the first row on. Private to
// the module.

#include "suites/platform/access/graphs.h"

namespace sangam::suites::platform::access {

// By a call that took the graph. What was read stays when the call ends early: the next one goes
// on.
Task<void> refresh(api::Call& call, TenantGraph& graph);

}  // namespace sangam::suites::platform::access
