#pragma once

// The modules of this program, in one readable list: their schemas and their operations.

#include <functional>
#include <memory>
#include <vector>

#include "kernel/api/module.h"
#include "kernel/api/resource_directory.h"
#include "kernel/events/consumer.h"
#include "kernel/jobs/job_service.h"
#include "kernel/saga/registry.h"
#include "kernel/store/migrations.h"
#include "suites/ledger/accounts/module.h"
#include "suites/ledger/imports/module.h"
#include "suites/ledger/payouts/payouts.h"
#include "suites/ledger/settlement/settlement.h"
#include "suites/platform/audit/audit.h"
#include "suites/platform/bench/bench.h"
#include "suites/platform/events/events.h"
#include "suites/platform/identity/identity.h"
#include "suites/platform/jobs/module.h"
#include "suites/platform/mail/mail.h"
#include "suites/platform/observability/observability.h"
#include "suites/platform/sagas/sagas.h"
#include "suites/platform/webhooks/webhooks.h"

namespace sangam::apps {

// In the order in which they must be applied. `bench` adds what only benches use.
store::Migrations migrations(bool bench);

// Every permission that operations declare decides what the built-in roles may do; `further` are
// those that approvals in sagas ask for.
suites::platform::RolePermissions role_permissions(
    const std::vector<const api::Operation*>& operations, std::vector<std::string> further = {});

struct ModuleSettings {
  bool bench = false;              // what only benches use
  bool trial = false;              // kinds of jobs that exist to be tried out
  vault::Vault* vault = nullptr;   // without one the operations can be described only
  bool webhooks_anywhere = false;  // endpoints may be on private networks
};

// The services and the operations on them. Lives until the server stops.
class Modules {
 public:
  Modules(runtime::WorkerPool& workers, lane::LaneGroup& lanes, telemetry::Observatory& observatory,
          ModuleSettings settings);

  const std::vector<const api::Operation*>& operations() const noexcept { return operations_; }
  const std::vector<const api::Module*>& list() const noexcept { return list_; }
  suites::platform::IdentityModule& identity() noexcept { return *identity_; }
  suites::platform::AuditModule& audit() noexcept { return audit_; }
  suites::ledger::imports::Imports& imports() noexcept { return imports_; }
  suites::platform::webhooks::WebhooksModule& webhooks() noexcept { return webhooks_; }
  // What does jobs, and when without being asked.
  static std::vector<jobs::JobModule> job_modules();
  // Who else is to know how far a sandbox's clock runs ahead; told on any thread.
  void on_clock_moved(std::function<void(std::int32_t tenant, std::int64_t offset)> told) {
    clock_moved_ = std::move(told);
  }
  const suites::platform::RolePermissions& roles() const noexcept { return *roles_; }
  // They refer to the modules.
  std::vector<events::Consumer> consumers() {
    return {settlements_.consumer(), webhooks_.consumer(), payouts_.consumer()};
  }
  const saga::Registry& saga_definitions() const noexcept { return saga_definitions_; }

 private:
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

  Declared declared_;
  api::ResourceDirectory resources_;
  std::vector<const api::Module*> list_;
  std::vector<const api::Operation*> operations_;
  std::unique_ptr<suites::platform::RolePermissions> roles_;
  std::unique_ptr<suites::platform::IdentityModule> identity_;
  suites::platform::observability::Observability observability_;
  suites::platform::AuditModule audit_;
  suites::platform::EventsModule events_;
  suites::ledger::AccountsModule accounts_;
  suites::ledger::imports::Imports imports_;
  suites::ledger::Settlements settlements_;
  suites::platform::webhooks::WebhooksModule webhooks_;
  saga::Registry saga_definitions_;
  suites::ledger::Payouts payouts_;
  suites::platform::Sagas sagas_;
  suites::platform::bench::BenchOperations bench_operations_;
  suites::platform::mail::Mails mails_;
  suites::platform::JobOperations jobs_;
  suites::platform::JobSchedules job_schedules_;
  std::function<void(std::int32_t tenant, std::int64_t offset)> clock_moved_;
};

}  // namespace sangam::apps
