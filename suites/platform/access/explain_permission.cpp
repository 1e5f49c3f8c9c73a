#include <fmt/format.h>

#include "suites/platform/access/checks.h"

namespace sangam::suites::platform::access {

namespace {

using authorization::Explanation;
using authorization::StepKind;

// Whether, and below it why.
Explanation explanation_of(const PermissionFacts& facts, const std::string& permission) {
  const auto outcome = facts.allowed ? Outcome::allowed : Outcome::denied;
  Explanation explanation{.outcome = outcome, .steps = {}};
  explanation.steps.push_back(
      {.depth = 0,
       .kind = StepKind::relation,
       .outcome = outcome,
       .what = permission,
       .condition = {},
       .reason = fmt::format("{} {} do it.", facts.who, facts.allowed ? "may" : "may not")});
  explanation.steps.push_back({.depth = 1,
                               .kind = facts.allowed ? StepKind::role : StepKind::no_role,
                               .outcome = outcome,
                               .what = permission,
                               .condition = {},
                               .reason = facts.reason});
  return explanation;
}

// "user:usr_…" as an id.
std::optional<UserId> user_of(const std::optional<SubjectText>& subject) {
  if (!subject) return std::nullopt;
  UserId id;
  if (!subject->str().starts_with("user:") || UserId::parse(subject->str().substr(5), id))
    throw invalid_field("/subject", "invalid", "must be a user: permissions are of people");
  return id;
}

}  // namespace

Task<Explanation> Checks::explain_permission(api::Call& call, ExplainAccess request) {
  const auto permission = request.permission->str();
  if (request.object || request.relation)
    throw invalid_field("/permission", "conflict", "is instead of object and relation");
  if (!roles_.is_permission(permission))
    throw invalid_field("/permission", "unknown", "is no permission of any operation");
  const auto facts = co_await roles_.explain(call, user_of(request.subject), permission);
  co_return explanation_of(facts, permission);
}

}  // namespace sangam::suites::platform::access
