#pragma once

// An approval as one of the tenant's people or keys sees it.

#include "kernel/api/call.h"
#include "suites/platform/approvals/types.h"

namespace sangam::suites::platform::approvals {

// Without what is sealed. One that nobody decided in time is shown as expired.
Approval shown(const ApprovalRow& row, const api::Call& call);
// Whether the caller asked for it, by whatever way.
bool is_own(const ApprovalRow& row, const api::Call& call);
// Whoever asked, and whoever might decide.
bool may_see(const ApprovalRow& row, const api::Call& call);

}  // namespace sangam::suites::platform::approvals
