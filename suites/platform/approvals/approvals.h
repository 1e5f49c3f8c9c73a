#pragma once

// The module platform/approvals: what one person asks for and another approves of before it is done
// (maker and checker). Start here; then gate.h for how a call comes to wait, decisions.h for how it
// ends, rules.h for what a tenant makes wait.

#include "kernel/api/module.h"
#include "suites/platform/approvals/decisions.h"
#include "suites/platform/approvals/gate.h"
#include "suites/platform/approvals/rules.h"

namespace sangam::suites::platform::approvals {

// The services behind the module's operations. Lives until the server stops.
struct ApprovalsModule {
  // `vault` is null in programs that only describe operations.
  ApprovalsModule(IdentityCache& cache, const RolePermissions& roles, vault::Vault* vault)
      : requests(vault),
        rule_book(cache),
        gate(rule_book, RuleGuard(roles), requests),
        decisions(directory, requests, roles),
        rules(directory, cache) {}

  SealedRequests requests;
  Holdable directory;  // filled once all operations are declared
  RuleBook rule_book;
  Gate gate;
  Decisions decisions;
  RuleOperations rules;
};

void declare(api::Module& module, ApprovalsModule& services);

}  // namespace sangam::suites::platform::approvals
