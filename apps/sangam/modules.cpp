#include "apps/sangam/modules.h"

#include "apps/sangam/parse_command.h"
#include "kernel/events/schema.h"
#include "kernel/store/schema.h"
#include "suites/ledger/accounts/schema.h"
#include "suites/ledger/imports/schema.h"
#include "suites/platform/bench/schema.h"
#include "suites/platform/identity/schema.h"

namespace sangam::apps {

store::Migrations migrations(bool bench) {
  store::Migrations list{
      store::schema(),
      events::schema(),
      suites::platform::identity::schema(),
      suites::ledger::accounts::schema(),
      suites::ledger::imports::schema(),
  };
  if (bench) list.push_back(suites::platform::bench::schema());
  return list;
}

suites::platform::RolePermissions role_permissions(
    const std::vector<const api::Operation*>& operations) {
  std::vector<std::string> tenant;
  std::vector<std::string> platform;
  for (const auto* operation : operations) {
    if (operation->permission.empty()) continue;
    auto& list = operation->audience == api::Audience::platform ? platform : tenant;
    list.push_back(operation->permission);
  }
  return {std::move(tenant), std::move(platform)};
}

Modules::Modules(runtime::WorkerPool& workers, lane::LaneGroup& lanes,
                 telemetry::Observatory& observatory, bool bench)
    : observability_(observatory),
      accounts_(lanes),
      imports_(lanes, workers, read_message_sandboxed),
      settlements_(lanes, {}) {
  suites::platform::SandboxHooks hooks{
      .added = [&lanes](std::int32_t tenant) { lanes.add_sandbox(tenant); },
      .clock_moved = [&lanes](std::int32_t tenant,
                              std::int64_t offset) { lanes.set_clock_offset(tenant, offset); }};
  // The roles are filled in below: what they may do depends on what is declared.
  roles_ = std::make_unique<suites::platform::RolePermissions>(std::vector<std::string>(),
                                                               std::vector<std::string>());
  identity_ =
      std::make_unique<suites::platform::IdentityModule>(workers, *roles_, std::move(hooks));
  suites::platform::declare(platform_, *identity_);
  suites::platform::observability::declare(platform_, observability_);
  api::declare_resources(platform_, resources_);
  suites::ledger::declare(ledger_, accounts_);
  suites::ledger::imports::declare(ledger_, imports_);
  list_ = {&platform_, &ledger_};
  if (bench) {
    suites::platform::bench::declare(bench_, bench_operations_);
    list_.push_back(&bench_);
  }
  resources_.add(list_);
  for (const auto* module : list_)
    for (const auto& operation : module->operations())
      operations_.push_back(&operation);
  *roles_ = role_permissions(operations_);
}

}  // namespace sangam::apps
