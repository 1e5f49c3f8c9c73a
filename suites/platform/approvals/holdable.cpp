#include "suites/platform/approvals/holdable.h"

#include <algorithm>

#include "base/assert.h"
#include "suites/platform/approvals/rule_guard.h"

namespace sangam::suites::platform::approvals {

namespace {

constexpr std::string_view kOwnPrefix = "approval";

bool can_wait(const api::Operation& operation) {
  return operation.canonical != nullptr && operation.audience == api::Audience::tenant &&
         !operation.permission.empty() && !operation.personal &&
         !operation.name.starts_with(kOwnPrefix) && !api::holds_secret(*operation.input) &&
         !(operation.output && api::holds_secret(*operation.output));
}

}  // namespace

void Holdable::fill(const std::vector<const api::Operation*>& operations) {
  for (const auto* operation : operations) {
    if (can_wait(*operation)) operations_.push_back(operation);
    else if (changes_rules(operation->name)) of_rules_.push_back(operation);
    else SANGAM_ASSERT(!operation->needs_approval);
  }
  std::ranges::sort(operations_, {}, &api::Operation::name);
}

const api::Operation* Holdable::find(std::string_view name) const {
  const auto found = std::ranges::lower_bound(operations_, name, {}, [](const auto* operation) {
    return std::string_view(operation->name);
  });
  return found != operations_.end() && (*found)->name == name ? *found : nullptr;
}

const api::Operation* Holdable::find_kept(std::string_view name) const {
  const auto found = std::ranges::find(of_rules_, name, &api::Operation::name);
  return found != of_rules_.end() ? *found : find(name);
}

}  // namespace sangam::suites::platform::approvals
