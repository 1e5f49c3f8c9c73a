#pragma once

// The module platform/identity: tenants, users, sessions, API keys. Start here.

#include "kernel/api/module.h"
#include "suites/platform/identity/api_keys.h"
#include "suites/platform/identity/sessions.h"
#include "suites/platform/identity/tenants.h"
#include "suites/platform/identity/users.h"

namespace sangam::suites::platform {

// The services behind the module's operations. Lives until the server stops.
struct IdentityModule {
  IdentityModule(runtime::WorkerPool& pool, const RolePermissions& roles, SandboxHooks hooks)
      : sessions(Passwords(pool), directory, cache, roles),
        users(Passwords(pool), cache),
        api_keys(cache, roles),
        tenants(Passwords(pool), directory, std::move(hooks)) {}

  TenantDirectory directory;
  IdentityCache cache;
  Sessions sessions;
  Users users;
  ApiKeys api_keys;
  Tenants tenants;
};

void declare(api::Module& module, IdentityModule& services);

}  // namespace sangam::suites::platform
