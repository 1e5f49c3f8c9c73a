#include "apps/sangam/modules.h"

#include "apps/sangam/parse_command.h"
#include "kernel/aggregates/schema.h"
#include "kernel/api/module.h"
#include "kernel/api/resource_directory.h"
#include "kernel/audit/schema.h"
#include "kernel/events/consumer.h"
#include "kernel/events/schema.h"
#include "kernel/jobs/job_service.h"
#include "kernel/jobs/schema.h"
#include "kernel/mail/schema.h"
#include "kernel/saga/registry.h"
#include "kernel/saga/schema.h"
#include "kernel/store/schema.h"
#include "kernel/vault/schema.h"
#include "suites/ledger/accounts/module.h"
#include "suites/ledger/accounts/schema.h"
#include "suites/ledger/imports/module.h"
#include "suites/ledger/imports/schema.h"
#include "suites/ledger/payouts/payouts.h"
#include "suites/ledger/settlement/settlement.h"
#include "suites/platform/audit/audit.h"
#include "suites/platform/bench/bench.h"
#include "suites/platform/bench/schema.h"
#include "suites/platform/events/events.h"
#include "suites/platform/identity/identity.h"
#include "suites/platform/identity/schema.h"
#include "suites/platform/jobs/module.h"
#include "suites/platform/mail/mail.h"
#include "suites/platform/observability/observability.h"
#include "suites/platform/sagas/sagas.h"
#include "suites/platform/webhooks/schema.h"
#include "suites/platform/webhooks/webhooks.h"

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

struct Modules::State {
  State(runtime::WorkerPool& workers, lane::LaneGroup& lanes, telemetry::Observatory& observatory,
        ModuleSettings settings)
      : observability(observatory),
        accounts(lanes),
        imports(lanes, workers, read_message_sandboxed),
        settlements(lanes, {}),
        webhooks({.any_address = settings.webhooks_anywhere, .vault = settings.vault}),
        payouts(lanes, saga_definitions),
        sagas(saga_definitions),
        jobs(job_kinds(settings)),
        job_schedules(job_kinds(settings)) {
    suites::platform::SandboxHooks hooks{
        .added = [&lanes](std::int32_t tenant) { lanes.add_sandbox(tenant); },
        .clock_moved =
            [this, &lanes](std::int32_t tenant, std::int64_t offset) {
              lanes.set_clock_offset(tenant, offset);
              if (clock_moved) clock_moved(tenant, offset);
            }};
    // The roles are filled in below: what they may do depends on what is declared.
    roles = std::make_unique<suites::platform::RolePermissions>(std::vector<std::string>(),
                                                                std::vector<std::string>());
    identity =
        std::make_unique<suites::platform::IdentityModule>(workers, *roles, std::move(hooks));
    suites::platform::declare(declared.platform, *identity);
    suites::platform::mail::declare(declared.mail, mails);
    suites::platform::webhooks::declare(declared.webhooks, webhooks);
    suites::platform::declare(declared.jobs, jobs, job_schedules);
    suites::platform::declare(declared.audit, audit);
    suites::platform::declare(declared.events, events);
    suites::platform::declare(declared.sagas, sagas);
    suites::platform::observability::declare(declared.observability, observability);
    api::declare_resources(declared.platform, resources);
    suites::ledger::declare(declared.ledger, accounts);
    suites::ledger::imports::declare(declared.ledger, imports);
    suites::ledger::declare_settlement_events(declared.ledger);
    suites::ledger::declare(declared.ledger, payouts);
    list = {&declared.platform, &declared.audit,         &declared.events,
            &declared.jobs,     &declared.sagas,         &declared.webhooks,
            &declared.mail,     &declared.observability, &declared.ledger};
    if (settings.bench) {
      suites::platform::bench::declare(declared.bench, bench_operations);
      list.push_back(&declared.bench);
    }
    resources.add(list);
    events.set_modules(list);
    webhooks.offer(list);
    for (const auto* module : list)
      for (const auto& operation : module->operations())
        operations.push_back(&operation);
    for (const auto* operation : operations)
      if (api::is_recorded_read(*operation)) audit.looks.push_back(operation->name);
    *roles = role_permissions(operations, saga_definitions.permissions());
  }

  // What each declares; the services of most follow below.
  struct Declared {
    api::Module platform{"platform"};
    api::Module audit{"audit"};
    api::Module events{"events"};
    api::Module jobs{"jobs"};
    api::Module sagas{"sagas"};
    api::Module webhooks{"webhooks"};
    api::Module mail{"mail"};
    api::Module observability{"observability"};
    api::Module ledger{"ledger"};
    api::Module bench{"bench"};
  };

  Declared declared;
  api::ResourceDirectory resources;
  std::vector<const api::Module*> list;
  std::vector<const api::Operation*> operations;
  std::unique_ptr<suites::platform::RolePermissions> roles;
  std::unique_ptr<suites::platform::IdentityModule> identity;
  suites::platform::observability::Observability observability;
  suites::platform::AuditModule audit;
  suites::platform::EventsModule events;
  suites::ledger::AccountsModule accounts;
  suites::ledger::imports::Imports imports;
  suites::ledger::Settlements settlements;
  suites::platform::webhooks::WebhooksModule webhooks;
  saga::Registry saga_definitions;
  suites::ledger::Payouts payouts;
  suites::platform::Sagas sagas;
  suites::platform::bench::BenchOperations bench_operations;
  suites::platform::mail::Mails mails;
  suites::platform::JobOperations jobs;
  suites::platform::JobSchedules job_schedules;
  std::function<void(std::int32_t tenant, std::int64_t offset)> clock_moved;
};

Modules::Modules(runtime::WorkerPool& workers, lane::LaneGroup& lanes,
                 telemetry::Observatory& observatory, ModuleSettings settings)
    : state_(std::make_unique<State>(workers, lanes, observatory, settings)) {}

Modules::~Modules() = default;

const std::vector<const api::Operation*>& Modules::operations() const noexcept {
  return state_->operations;
}
const std::vector<const api::Module*>& Modules::list() const noexcept { return state_->list; }
suites::platform::IdentityModule& Modules::identity() noexcept { return *state_->identity; }
suites::platform::AuditModule& Modules::audit() noexcept { return state_->audit; }
suites::ledger::imports::Imports& Modules::imports() noexcept { return state_->imports; }
suites::platform::webhooks::WebhooksModule& Modules::webhooks() noexcept {
  return state_->webhooks;
}

std::vector<jobs::JobModule> Modules::job_modules() {
  return {suites::platform::job_module(), suites::platform::bench::job_module()};
}

void Modules::on_clock_moved(std::function<void(std::int32_t tenant, std::int64_t offset)> told) {
  state_->clock_moved = std::move(told);
}

const suites::platform::RolePermissions& Modules::roles() const noexcept { return *state_->roles; }

std::vector<events::Consumer> Modules::consumers() {
  return {state_->settlements.consumer(), state_->webhooks.consumer(), state_->payouts.consumer()};
}

const saga::Registry& Modules::saga_definitions() const noexcept {
  return state_->saga_definitions;
}

}  // namespace sangam::apps
