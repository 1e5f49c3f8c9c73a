#pragma once

// The module platform/tenants: where a tenant stands, and how it ends. Start here; then lifecycle.h
// for the operations and custodian.h for the work behind them.

#include "kernel/api/module.h"
#include "suites/platform/tenants/exports.h"
#include "suites/platform/tenants/lifecycle.h"

namespace sangam::suites::platform::tenants {

// The services behind the module's operations. Lives until the server stops.
struct TenantsModule {
  explicit TenantsModule(IdentityCache& cache) : lifecycle(cache) {}

  Lifecycle lifecycle;
  ExportOperations exports;
};

void declare(api::Module& module, TenantsModule& services);

}  // namespace sangam::suites::platform::tenants
