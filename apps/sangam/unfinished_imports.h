#pragma once

// Imports that ran when the process ended go on where they were.

#include "kernel/api/pools.h"
#include "kernel/runtime/loop_group.h"
#include "kernel/store/connection_settings.h"

namespace sangam::suites::ledger::imports {
class ImportRunner;
}
namespace sangam::suites::platform {
class TenantDirectory;
}

namespace sangam::apps {

// What they go on with; all outlives them.
struct ImportParts {
  runtime::LoopGroup& loops;  // they run
  const api::PoolDirectory& pools;
  suites::platform::TenantDirectory& tenants;
  suites::ledger::imports::ImportRunner& runner;
};

// Main thread. One that cannot go on is told in the log and stays as it is.
void resume_imports(const store::Endpoint& endpoint, ImportParts parts);

}  // namespace sangam::apps
