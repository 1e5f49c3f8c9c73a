#pragma once

// The entries that stand for refused attempts which have none of their own (kernel/api/refusals.h).

#include "kernel/api/refusals.h"
#include "kernel/audit/sealer_session.h"

namespace sangam::audit {

// Takes what is counted: of windows that are over, or of `all`.
std::vector<OwnEntry> refused_entries(api::Refusals& refusals, Timestamp now, bool all);

}  // namespace sangam::audit
