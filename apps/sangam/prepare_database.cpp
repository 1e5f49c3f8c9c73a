#include "apps/sangam/prepare_database.h"

#include "apps/sangam/modules.h"
#include "kernel/clock/clock.h"
#include "kernel/store/batch_connection.h"
#include "kernel/store/catalogue_lint.h"
#include "kernel/store/roles.h"
#include "kernel/store/rows.h"
#include "kernel/telemetry/log.h"
#include "suites/platform/identity/statements.h"

namespace sangam::apps {

namespace {

using runtime::Deadline;

constexpr std::chrono::seconds kPatience{60};

void ensure_partitions(const store::Endpoint& endpoint, Deadline deadline) {
  store::BatchConnection lane(endpoint.as(store::Role::lane), deadline);
  constexpr store::Statement kEnsurePartitions{
      "ledger.ensure_partitions", "select ledger.ensure_partitions($1)", store::Scope::platform};
  lane.run(deadline, kEnsurePartitions, clock::system_now());
}

}  // namespace

void prepare_database(const store::Endpoint& endpoint, bool bench) {
  const auto deadline = Deadline::in(kPatience);
  const auto applied = store::migrate(endpoint, migrations(bench), deadline);
  if (applied > 0) log::info("schema brought up to date", {{"files", std::to_string(applied)}});
  auto violations = store::lint_catalogue(endpoint, deadline);
  const auto canaries = store::check_canaries(endpoint, deadline);
  violations.insert(violations.end(), canaries.begin(), canaries.end());
  if (!violations.empty())
    throw std::runtime_error("tenants are not kept apart:\n" + store::describe(violations));
  ensure_partitions(endpoint, deadline);
}

std::vector<suites::platform::TenantRow> read_sandboxes(const store::Endpoint& endpoint) {
  const auto deadline = Deadline::in(kPatience);
  store::BatchConnection auth(endpoint.as(store::Role::auth), deadline);
  return store::read_rows<suites::platform::TenantRow>(
      auth.run(deadline, suites::platform::kListSandboxes));
}

}  // namespace sangam::apps
