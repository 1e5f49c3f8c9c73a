#pragma once

// The module platform/teams: people of a tenant who may be named together. Start here.

#include "kernel/api/module.h"
#include "suites/platform/teams/memberships.h"
#include "suites/platform/teams/team_directory.h"

namespace sangam::suites::platform::teams {

// The services behind the module's operations. Lives until the server stops.
struct TeamsModule {
  // `relations` outlives it.
  explicit TeamsModule(access::Relations& relations)
      : memberships(relations), directory(memberships) {}

  Memberships memberships;
  TeamDirectory directory;
};

void declare(api::Module& module, TeamsModule& services);

}  // namespace sangam::suites::platform::teams
