#include "apps/sangam/unfinished_imports.h"

#include "kernel/store/batch_connection.h"
#include "kernel/store/roles.h"
#include "kernel/store/rows.h"
#include "kernel/telemetry/log.h"
#include "suites/ledger/imports/imports.h"
#include "suites/platform/identity/tenant_directory.h"

namespace sangam::apps {

namespace {

using runtime::Deadline;

constexpr std::chrono::seconds kPatience{60};

struct RunningImport {
  std::int32_t tenant_id = 0;
  Uuid id;
};
SANGAM_DESCRIBE(RunningImport, (tenant_id, ""), (id, ""))

std::vector<RunningImport> read_running_imports(const store::Endpoint& endpoint) {
  const auto deadline = Deadline::in(kPatience);
  store::BatchConnection relay(endpoint.as(store::Role::relay), deadline);
  return store::read_rows<RunningImport>(
      relay.run(deadline, suites::ledger::imports::kRunningImports));
}

Task<void> resume(ImportParts parts, RunningImport import, runtime::EventLoop& loop) {
  try {
    const auto pools = parts.pools.pools_of(loop);
    store::UnitOfWork work(*pools.auth, store::kNoTenant, Deadline::in(kPatience),
                           store::Mode::read_only);
    auto tenant = co_await parts.tenants.find(work, import.tenant_id);
    parts.runner.start({std::move(tenant), import.id}, loop, pools);
  } catch (const std::exception& failure) {
    log::error("an import cannot be resumed",
               {{"import", to_base32(import.id)}, {"reason", failure.what()}});
  }
}

}  // namespace

void resume_imports(const store::Endpoint& endpoint, ImportParts parts) {
  for (const auto& import : read_running_imports(endpoint))
    parts.loops.call(
        0, [parts, import] { start_detached(resume(parts, import, parts.loops.loop(0))); });
}

}  // namespace sangam::apps
