#pragma once

// The module platform/scim: directories of tenants provision users and teams (SCIM 2.0). Start
// here; then service_provider.h for the endpoints, declare.cpp for the operations.

#include "kernel/api/module.h"
#include "suites/platform/identity/identity.h"
#include "suites/platform/scim/scim_groups.h"
#include "suites/platform/scim/scim_users.h"
#include "suites/platform/scim/tokens.h"
#include "suites/platform/teams/teams.h"

namespace sangam::suites::platform::scim {

// The services behind operations and endpoints. Lives until the server stops.
struct ScimModule {
  // All outlive it.
  ScimModule(IdentityModule& identity, const RolePermissions& roles, teams::TeamsModule& teams)
      : tokens(roles), users(identity.users, identity.cache, roles), groups(teams) {}

  Tokens tokens;
  ScimUsers users;
  ScimGroups groups;
};

void declare(api::Module& module, ScimModule& services);

}  // namespace sangam::suites::platform::scim
