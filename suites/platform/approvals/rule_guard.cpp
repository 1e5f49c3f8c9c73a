#include "suites/platform/approvals/rule_guard.h"

#include <algorithm>

#include "kernel/api/operation.h"
#include "kernel/api/request_text.h"
#include "suites/platform/approvals/condition.h"
#include "suites/platform/approvals/maker.h"
#include "suites/platform/approvals/rule_row.h"
#include "suites/platform/approvals/statements.h"
#include "suites/platform/identity/subjects.h"

namespace sangam::suites::platform::approvals {

namespace {

constexpr std::string_view kSet = "approval_rules.set";
constexpr std::string_view kRemove = "approval_rules.remove";

template <Described Request>
Request read(const std::string& json) {
  Request request;
  api::RequestText(json).read(type_of<Request>, &request);
  return request;
}

// The condition of a rule that holds now, not of one that is remembered.
Task<std::optional<std::string>> condition_of(api::Call& call, std::string operation) {
  store::UnitOfWork work(*call.pools().app, call.tenant().number, call.deadline(),
                         store::Mode::read_only);
  work.record_in(call.trace());
  const auto rules = co_await work.rows<RuleRow>(kReadRules);
  const auto found = std::ranges::find(rules, operation, &RuleRow::operation);
  if (found == rules.end()) co_return std::nullopt;
  co_return found->condition;
}

}  // namespace

bool changes_rules(std::string_view operation) noexcept {
  return operation == kSet || operation == kRemove;
}

Task<bool> RuleGuard::loosens(api::Call& call, std::string request) {
  if (call.operation().name == kRemove) {
    const auto removal = read<RemoveApprovalRule>(request);
    const auto known = co_await condition_of(call, removal.operation);
    co_return known.has_value();
  }
  const auto change = read<SetApprovalRule>(request);
  const auto condition =
      Condition::compile(change.condition ? change.condition->str() : "", "/condition");
  const auto known = co_await condition_of(call, change.operation);
  // Whether one condition holds more often than another nobody can tell; none holds always.
  co_return known && !condition.text().empty() && condition.text() != *known;
}

Task<bool> RuleGuard::holds(api::Call& call, std::string request) {
  if (!co_await loosens(call, std::move(request))) co_return false;
  const auto maker = co_await maker_of(call);
  store::UnitOfWork work(*call.pools().auth, store::kNoTenant, call.deadline(),
                         store::Mode::read_only);
  co_return co_await others_may(work, call.tenant().number, {maker.person}, roles_,
                                {"approvals:write", call.operation().permission});
}

}  // namespace sangam::suites::platform::approvals
