#pragma once

// Writing down that somebody tried what they may not do, whichever door they came by.

#include <optional>
#include <string>

#include "kernel/api/call.h"
#include "kernel/api/refusals.h"

namespace sangam::api {

// An attempt that was refused for want of permission, by a principal of a tenant. `target`: what
// the audit says it was about. Does nothing beyond what Refusals admits; never throws, because a
// refusal stands whether it can be recorded or not. One round trip, two seconds at most.
Task<void> record_refusal(Refusals& refusals, Call::Parts parts, std::string target);

}  // namespace sangam::api
