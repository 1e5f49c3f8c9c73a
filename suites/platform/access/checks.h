#pragma once

// Questions about relations: may somebody, to what, who, and why. Answered from memory.

#include "suites/platform/access/graphs.h"
#include "suites/platform/access/role_source.h"
#include "suites/platform/access/types.h"

namespace sangam::suites::platform::access {

// Conditions may ask for now (the time of the call, a sandbox's own clock), and for what the
// request says. About the caller they may also ask for ip, which is where the request comes from,
// and for step_up_age, how long ago they last proved who they are.
class Checks {
 public:
  // Both outlive it.
  Checks(Graphs& graphs, RoleSource& roles) : graphs_(graphs), roles_(roles) {}

  Task<AccessDecision> check(api::Call& call, CheckAccess request);
  Task<AccessDecisions> check_many(api::Call& call, CheckMany request);
  Task<NamesFound> objects(api::Call& call, ListObjects request);
  Task<NamesFound> subjects(api::Call& call, ListSubjects request);
  Task<authorization::Explanation> explain(api::Call& call, ExplainAccess request);

  // For other modules: throws Error{forbidden} unless the caller certainly has the relation, where
  // `context` says what conditions may ask for beside the call itself.
  Task<void> require(api::Call& call, std::string object, std::string relation,
                     std::vector<ContextValue> context = {});
  // Which of the objects it has, in their order.
  Task<std::vector<bool>> may(api::Call& call, std::vector<std::string> objects,
                              std::string relation);
  // The ids of the type's objects to which the caller certainly has the relation; not complete, and
  // perhaps none, when they are more than `most` or too many to look for.
  Task<authorization::Found> visible(api::Call& call, std::string type, std::string relation,
                                     std::size_t most);

 private:
  Task<authorization::Explanation> explain_permission(api::Call& call, ExplainAccess request);

  Graphs& graphs_;
  RoleSource& roles_;
};

}  // namespace sangam::suites::platform::access
