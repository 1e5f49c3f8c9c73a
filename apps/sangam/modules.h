#pragma once

// The modules of this program, in one readable list: their schemas and their operations.

#include <memory>
#include <vector>

#include "kernel/api/module.h"
#include "kernel/api/resource_directory.h"
#include "kernel/events/consumer.h"
#include "kernel/store/migrations.h"
#include "suites/ledger/accounts/module.h"
#include "suites/ledger/imports/module.h"
#include "suites/ledger/settlement/settlement.h"
#include "suites/platform/bench/bench.h"
#include "suites/platform/identity/identity.h"
#include "suites/platform/observability/observability.h"

namespace sangam::apps {

// In the order in which they must be applied. `bench` adds what only benches use.
store::Migrations migrations(bool bench);

// Every permission that operations declare decides what the built-in roles may do.
suites::platform::RolePermissions role_permissions(
    const std::vector<const api::Operation*>& operations);

// The services and the operations on them. Lives until the server stops.
class Modules {
 public:
  Modules(runtime::WorkerPool& workers, lane::LaneGroup& lanes, telemetry::Observatory& observatory,
          bool bench);

  const std::vector<const api::Operation*>& operations() const noexcept { return operations_; }
  const std::vector<const api::Module*>& list() const noexcept { return list_; }
  suites::platform::IdentityModule& identity() noexcept { return *identity_; }
  suites::ledger::imports::Imports& imports() noexcept { return imports_; }
  const suites::platform::RolePermissions& roles() const noexcept { return *roles_; }
  // They refer to the modules.
  std::vector<events::Consumer> consumers() { return {settlements_.consumer()}; }

 private:
  api::Module platform_{"platform"};
  api::Module ledger_{"ledger"};
  api::Module bench_{"bench"};
  api::ResourceDirectory resources_;
  std::vector<const api::Module*> list_;
  std::vector<const api::Operation*> operations_;
  std::unique_ptr<suites::platform::RolePermissions> roles_;
  std::unique_ptr<suites::platform::IdentityModule> identity_;
  suites::platform::observability::Observability observability_;
  suites::ledger::AccountsModule accounts_;
  suites::ledger::imports::Imports imports_;
  suites::ledger::Settlements settlements_;
  suites::platform::bench::BenchOperations bench_operations_;
};

}  // namespace sangam::apps
