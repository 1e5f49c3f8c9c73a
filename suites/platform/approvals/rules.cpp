#include "suites/platform/approvals/rules.h"

#include "suites/platform/approvals/condition.h"
#include "suites/platform/approvals/rule_row.h"
#include "suites/platform/approvals/statements.h"
#include "suites/platform/identity/revocations.h"

namespace sangam::suites::platform::approvals {

namespace {

struct OperationRow {
  std::string operation;
};
SANGAM_DESCRIBE(OperationRow, (operation, ""))

}  // namespace

Task<ApprovalRules> RuleOperations::list(api::Call& call, Nothing) {
  ApprovalRules rules;
  for (const auto* operation : operations_.all()) {
    rules.operations.push_back(operation->name);
    if (operation->needs_approval) rules.items.push_back({operation->name, "", true});
  }
  for (const auto& row : co_await call.rows<RuleRow>(kReadRules))
    rules.items.push_back({row.operation, row.condition, false});
  co_return rules;
}

Task<ApprovalRule> RuleOperations::set(api::Call& call, SetApprovalRule request) {
  const auto* operation = operations_.find(request.operation.str());
  if (operation == nullptr)
    throw Error{Code::not_found, "There is no operation of this name that can wait."};
  const auto condition =
      Condition::compile(request.condition ? request.condition->str() : "", "/condition");
  call.set_target(operation->name);
  call.because(request.reason);
  call.later(kSetRule, operation->name, condition.text(), call.system_time(), call.principal().id);
  revoke(call, cache_,
         {.subject = RevokedSubject::tenant, .tenant = call.tenant().number, .id = {}});
  co_return ApprovalRule{operation->name, condition.text(), operation->needs_approval};
}

Task<Nothing> RuleOperations::remove(api::Call& call, RemoveApprovalRule request) {
  call.set_target(request.operation.str());
  if (!co_await call.row<OperationRow>(kRemoveRule, request.operation, call.system_time(),
                                       call.principal().id))
    throw Error{Code::not_found, "There is no such rule."};
  revoke(call, cache_,
         {.subject = RevokedSubject::tenant, .tenant = call.tenant().number, .id = {}});
  co_return Nothing{};
}

}  // namespace sangam::suites::platform::approvals
