#include "suites/platform/access/access.h"

namespace sangam::suites::platform::access {

namespace {

using store::Role::auth;

constexpr const char* kRead = "access:read";
constexpr const char* kWrite = "access:write";

void declare_relations(api::Module& module, AccessModule& s) {
  module.command<&Relations::write>("access.relations.write", s.relations)
      .post("/access/relations")
      .permission(kWrite)
      .summary("Add and remove relations, all or nothing");
  module.query<&Relations::list>("access.relations.list", s.relations)
      .get("/access/relations")
      .permission(kRead)
      .sorts({"tuple"})
      .summary("List relations");
  module.query<&Models::get>("access.model.get", s.models)
      .get("/access/model")
      .permission(kRead)
      .summary("Read the model: types, relations and what follows from what");
  module.command<&Models::set>("access.model.set", s.models)
      .put("/access/model")
      .permission(kWrite)
      .summary("Replace the model; every relation there is must be possible under it");
}

void declare_questions(api::Module& module, AccessModule& s) {
  module.query<&Checks::check>("access.check", s.checks)
      .post("/access/check")
      .permission(kRead)
      .summary("Ask whether somebody has a relation to something");
  module.query<&Checks::check_many>("access.check_many", s.checks)
      .post("/access/check-many")
      .permission(kRead)
      .summary("Ask up to 100 such questions at once");
  module.query<&Checks::objects>("access.objects", s.checks)
      .post("/access/objects")
      .permission(kRead)
      .summary("List what somebody has a relation to");
  module.query<&Checks::subjects>("access.subjects", s.checks)
      .post("/access/subjects")
      .permission(kRead)
      .summary("List who has a relation to something");
  module.query<&Checks::explain>("access.explain", s.checks)
      .post("/access/explain")
      .permission(kRead)
      .database_role(auth)
      .summary("Say why somebody may, or why not")
      .description(
          "Of a relation: the proof, or what was tried and why it failed. Of a permission: the "
          "role that has it, or lacks it.");
}

}  // namespace

void declare(api::Module& module, AccessModule& services) {
  declare_relations(module, services);
  declare_questions(module, services);
}

}  // namespace sangam::suites::platform::access
