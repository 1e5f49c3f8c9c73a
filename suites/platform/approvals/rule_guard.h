#pragma once

// RuleGuard: rules guard themselves. Whoever would take one away, or change when it holds, needs
// somebody else too, as long as the tenant has somebody else who may decide.

#include "kernel/api/call.h"
#include "suites/platform/identity/roles.h"

namespace sangam::suites::platform::approvals {

// Whether the operation is one of those that change rules.
bool changes_rules(std::string_view operation) noexcept;

// Any loop.
class RuleGuard {
 public:
  // `roles` outlives it.
  explicit RuleGuard(const RolePermissions& roles) : roles_(roles) {}

  // Of a call that changes rules, with its request as canonical JSON: whether somebody else
  // decides. A new rule, and one that becomes stricter, do not wait. Throws Error for a request
  // with a fault, and for those who may not ask for what waits.
  Task<bool> holds(api::Call& call, std::string request);

 private:
  Task<bool> loosens(api::Call& call, std::string request);

  const RolePermissions& roles_;
};

}  // namespace sangam::suites::platform::approvals
