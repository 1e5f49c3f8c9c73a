#pragma once

// Holdable: the operations that can wait for approval.

#include <string_view>
#include <vector>

#include "kernel/api/operation.h"

namespace sangam::suites::platform::approvals {

// Commands and postings of tenants, but for those whose request or reply holds a secret, which
// would be kept, and for approvals themselves. Changes of rules wait without any rule
// (rule_guard.h). Immutable once filled; any thread.
class Holdable {
 public:
  void fill(const std::vector<const api::Operation*>& operations);

  // Null for an operation of which there is no rule, or that does not exist.
  const api::Operation* find(std::string_view name) const;
  // The operation of a request that was kept; null when it does not exist any more.
  const api::Operation* find_kept(std::string_view name) const;
  // By name.
  const std::vector<const api::Operation*>& all() const noexcept { return operations_; }

 private:
  std::vector<const api::Operation*> operations_;
  std::vector<const api::Operation*> of_rules_;
};

}  // namespace sangam::suites::platform::approvals
