#include "suites/platform/approvals/approvals.h"

namespace sangam::suites::platform::approvals {

namespace {

using api::DataClass;
using store::Role::auth;

void declare_decisions(api::Module& module, ApprovalsModule& s) {
  module.query<&Decisions::list>("approvals.list", s.decisions)
      .get("/approvals")
      .permission("approvals:read")
      .sorts({"created_at"})
      .summary("List what waits for approval")
      .description("What you asked for, and what you may decide.");
  module.query<&Decisions::get>("approvals.get", s.decisions)
      .get("/approvals/{id}")
      .permission("approvals:read")
      .data(DataClass::restricted)
      .summary("Read what waits, with its request");
  module.process<&Decisions::approve>("approvals.approve", s.decisions)
      .post("/approvals/{id}/approve")
      .permission("approvals:write")
      .personal()
      .data(DataClass::restricted)
      .summary("Approve what somebody else asked for, and do it")
      .description(
          "It is done as whoever asked, who must still be allowed to; the audit names both."
          " Never what you, or an API key of yours, asked for.");
  module.process<&Decisions::reject>("approvals.reject", s.decisions)
      .post("/approvals/{id}/reject")
      .permission("approvals:write")
      .personal()
      .data(DataClass::restricted)
      .summary("Reject what somebody else asked for");
}

void declare_rules(api::Module& module, ApprovalsModule& s) {
  module.query<&RuleOperations::list>("approval_rules.list", s.rules)
      .get("/approval-rules")
      .permission("tenant:read")
      .summary("List what waits for approval in your tenant, and when");
  module.command<&RuleOperations::set>("approval_rules.set", s.rules)
      .put("/approval-rules/{operation}")
      .permission("tenant:write")
      .step_up()
      .personal()
      .database_role(auth)
      .summary("Make an operation wait for approval");
  module.command<&RuleOperations::remove>("approval_rules.remove", s.rules)
      .remove("/approval-rules/{operation}")
      .permission("tenant:write")
      .step_up()
      .personal()
      .database_role(auth)
      .summary("Let an operation be done without approval");
}

}  // namespace

void declare(api::Module& module, ApprovalsModule& services) {
  declare_decisions(module, services);
  declare_rules(module, services);
}

}  // namespace sangam::suites::platform::approvals
