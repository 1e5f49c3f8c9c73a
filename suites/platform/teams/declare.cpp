#include "suites/platform/teams/events.h"
#include "suites/platform/teams/teams.h"

namespace sangam::suites::platform::teams {

namespace {

using api::DataClass;
using store::Role::auth;

constexpr const char* kRead = "teams:read";
constexpr const char* kWrite = "teams:write";

void declare_teams(api::Module& module, TeamDirectory& s) {
  module.query<&TeamDirectory::list>("teams.list", s)
      .get("/teams")
      .permission(kRead)
      .database_role(auth)
      .sorts({"name", "created_at"})
      .summary("List teams");
  module.query<&TeamDirectory::get>("teams.get", s)
      .get("/teams/{id}")
      .permission(kRead)
      .database_role(auth)
      .summary("Read a team");
  module.command<&TeamDirectory::create>("teams.create", s)
      .post("/teams")
      .created()
      .permission(kWrite)
      .database_role(auth)
      .summary("Make a team");
  module.command<&TeamDirectory::change>("teams.change", s)
      .patch("/teams/{id}")
      .conditional()
      .permission(kWrite)
      .database_role(auth)
      .summary("Rename a team, or say what it is for");
  module.command<&TeamDirectory::remove>("teams.delete", s)
      .remove("/teams/{id}")
      .permission(kWrite)
      .database_role(auth)
      .summary("Delete a team")
      .description("Nobody is a member of it from then on; its people stay in the tenant.");
}

void declare_members(api::Module& module, Memberships& s) {
  module.query<&Memberships::list>("teams.members.list", s)
      .get("/teams/{id}/members")
      .permission(kRead)
      .database_role(auth)
      .data(DataClass::restricted)
      .sorts({"name", "added_at"})
      .summary("List the members of a team");
  module.command<&Memberships::add>("teams.members.add", s)
      .post("/teams/{id}/members")
      .permission(kWrite)
      .database_role(auth)
      .summary("Add people to a team")
      .description("All or nothing. Who is in the team already stays in it.");
  module.command<&Memberships::remove>("teams.members.remove", s)
      .remove("/teams/{id}/members/{user}")
      .permission(kWrite)
      .database_role(auth)
      .summary("Remove somebody from a team");
}

}  // namespace

void declare(api::Module& module, TeamsModule& services) {
  declare_teams(module, services.directory);
  declare_members(module, services.memberships);
  module.resource<&TeamDirectory::load_many>("team", services.directory).permission(kRead);
  module.event<TeamCreated>("A team was made").for_tenants();
  module.event<TeamChanged>("A team was renamed or described anew").for_tenants();
  module.event<TeamDeleted>("A team was deleted").for_tenants();
  module.event<TeamMembersChanged>("People came into a team or left it").for_tenants();
}

}  // namespace sangam::suites::platform::teams
