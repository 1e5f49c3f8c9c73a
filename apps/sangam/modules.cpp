#include "apps/sangam/modules.h"

#include "apps/sangam/parse_command.h"
#include "kernel/aggregates/schema.h"
#include "kernel/audit/schema.h"
#include "kernel/events/schema.h"
#include "kernel/jobs/schema.h"
#include "kernel/mail/schema.h"
#include "kernel/saga/schema.h"
#include "kernel/store/schema.h"
#include "kernel/vault/schema.h"
#include "suites/ledger/accounts/schema.h"
#include "suites/ledger/imports/schema.h"
#include "suites/platform/bench/schema.h"
#include "suites/platform/identity/schema.h"
#include "suites/platform/webhooks/schema.h"

namespace sangam::apps {

namespace {

std::vector<suites::platform::JobKindInfo> job_kinds(const ModuleSettings& settings) {
  auto kinds = suites::platform::open_job_kinds(settings.trial);
  if (settings.bench)
    kinds.push_back({std::string(suites::platform::bench::NoteJob::kJobKind), "Write a note down",
                     R"({"text":"hello"})"});
  return kinds;
}

}  // namespace

store::Migrations migrations(bool bench) {
  store::Migrations list{
      store::schema(),
      audit::schema(),
      events::schema(),
      vault::schema(),
      mail::schema(),
      jobs::schema(),
      aggregates::schema(),
      saga::schema(),
      suites::platform::identity::schema(),
      suites::platform::webhooks::schema(),
      suites::ledger::accounts::schema(),
      suites::ledger::imports::schema(),
  };
  if (bench) list.push_back(suites::platform::bench::schema());
  return list;
}

suites::platform::RolePermissions role_permissions(
    const std::vector<const api::Operation*>& operations, std::vector<std::string> further) {
  auto tenant = std::move(further);
  std::vector<std::string> platform;
  for (const auto* operation : operations) {
    if (operation->permission.empty()) continue;
    auto& list = operation->audience == api::Audience::platform ? platform : tenant;
    list.push_back(operation->permission);
  }
  return {std::move(tenant), std::move(platform)};
}

std::vector<jobs::JobModule> Modules::job_modules() {
  return {suites::platform::job_module(), suites::platform::bench::job_module()};
}

Modules::Modules(runtime::WorkerPool& workers, lane::LaneGroup& lanes,
                 telemetry::Observatory& observatory, ModuleSettings settings)
    : observability_(observatory),
      accounts_(lanes),
      imports_(lanes, workers, read_message_sandboxed),
      settlements_(lanes, {}),
      webhooks_({.any_address = settings.webhooks_anywhere, .vault = settings.vault}),
      payouts_(lanes, saga_definitions_),
      sagas_(saga_definitions_),
      jobs_(job_kinds(settings)),
      job_schedules_(job_kinds(settings)) {
  suites::platform::SandboxHooks hooks{
      .added = [&lanes](std::int32_t tenant) { lanes.add_sandbox(tenant); },
      .clock_moved =
          [this, &lanes](std::int32_t tenant, std::int64_t offset) {
            lanes.set_clock_offset(tenant, offset);
            if (clock_moved_) clock_moved_(tenant, offset);
          }};
  // The roles are filled in below: what they may do depends on what is declared.
  roles_ = std::make_unique<suites::platform::RolePermissions>(std::vector<std::string>(),
                                                               std::vector<std::string>());
  identity_ =
      std::make_unique<suites::platform::IdentityModule>(workers, *roles_, std::move(hooks));
  suites::platform::declare(declared_.platform, *identity_);
  suites::platform::mail::declare(declared_.mail, mails_);
  suites::platform::webhooks::declare(declared_.webhooks, webhooks_);
  suites::platform::declare(declared_.jobs, jobs_, job_schedules_);
  suites::platform::declare(declared_.audit, audit_);
  suites::platform::declare(declared_.events, events_);
  suites::platform::declare(declared_.sagas, sagas_);
  suites::platform::observability::declare(declared_.observability, observability_);
  api::declare_resources(declared_.platform, resources_);
  suites::ledger::declare(declared_.ledger, accounts_);
  suites::ledger::imports::declare(declared_.ledger, imports_);
  suites::ledger::declare_settlement_events(declared_.ledger);
  suites::ledger::declare(declared_.ledger, payouts_);
  list_ = {&declared_.platform, &declared_.audit,         &declared_.events,
           &declared_.jobs,     &declared_.sagas,         &declared_.webhooks,
           &declared_.mail,     &declared_.observability, &declared_.ledger};
  if (settings.bench) {
    suites::platform::bench::declare(declared_.bench, bench_operations_);
    list_.push_back(&declared_.bench);
  }
  resources_.add(list_);
  events_.set_modules(list_);
  webhooks_.offer(list_);
  for (const auto* module : list_)
    for (const auto& operation : module->operations())
      operations_.push_back(&operation);
  for (const auto* operation : operations_)
    if (api::is_recorded_read(*operation)) audit_.looks.push_back(operation->name);
  *roles_ = role_permissions(operations_, saga_definitions_.permissions());
}

}  // namespace sangam::apps
