#pragma once

// Recording that somebody tried what they may not do: the same for every door.

#include <string>

#include "kernel/api/call.h"
#include "kernel/api/refusals.h"

namespace sangam::api {

// Writes an audit row, unless the principal has had as many as it gets lately (refusals.h). The
// refusal stands whether it can be recorded or not, so this throws nothing. `parts` has an identity
// with a tenant, a trace and a loop; its deadline is replaced. `target`: what was asked for.
Task<void> record_refusal(Refusals& refusals, Call::Parts parts, std::string target);

}  // namespace sangam::api
