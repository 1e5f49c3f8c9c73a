#pragma once

// The module platform/access: who may do what with which thing, and why. Start here.

#include "kernel/api/module.h"
#include "suites/platform/access/checks.h"
#include "suites/platform/access/models.h"
#include "suites/platform/access/relations.h"

namespace sangam::suites::platform::access {

// The services behind the module's operations. Lives until the server stops.
struct AccessModule {
  // `roles` outlives it.
  explicit AccessModule(RoleSource& roles)
      : relations(graphs), models(graphs), checks(graphs, roles) {}

  Graphs graphs;
  Relations relations;
  Models models;
  Checks checks;
};

void declare(api::Module& module, AccessModule& services);

}  // namespace sangam::suites::platform::access
