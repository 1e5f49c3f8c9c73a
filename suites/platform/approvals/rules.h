#pragma once

// Rules: what a tenant makes wait for approval, and when.

#include "kernel/api/call.h"
#include "suites/platform/approvals/holdable.h"
#include "suites/platform/approvals/types.h"
#include "suites/platform/identity/identity_cache.h"

namespace sangam::suites::platform::approvals {

class RuleOperations {
 public:
  RuleOperations(const Holdable& operations, IdentityCache& cache)
      : operations_(operations), cache_(cache) {}

  // The tenant's, and those of operations that always wait.
  Task<ApprovalRules> list(api::Call& call, Nothing);
  // Error{not_found} for an operation that cannot wait, Error{invalid} for a condition that is
  // none.
  Task<ApprovalRule> set(api::Call& call, SetApprovalRule request);
  Task<Nothing> remove(api::Call& call, RemoveApprovalRule request);

 private:
  const Holdable& operations_;
  IdentityCache& cache_;
};

}  // namespace sangam::suites::platform::approvals
