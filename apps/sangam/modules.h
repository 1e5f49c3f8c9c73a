#pragma once

// The modules of this program, in one readable list: their schemas and their operations.

#include <memory>
#include <vector>

#include "kernel/api/module.h"
#include "kernel/store/migrations.h"
#include "suites/ledger/accounts/module.h"
#include "suites/platform/identity/module.h"

namespace sangam::apps {

// In the order in which they must be applied.
store::Migrations migrations();

// Every permission that operations declare decides what the built-in roles may do.
suites::platform::RolePermissions role_permissions(
    const std::vector<const api::Operation*>& operations);

// The services and the operations on them. Lives until the server stops.
class Modules {
 public:
  Modules(runtime::WorkerPool& workers, lane::LaneGroup& lanes);

  const std::vector<const api::Operation*>& operations() const noexcept { return operations_; }
  const std::vector<const api::Module*>& list() const noexcept { return list_; }
  suites::platform::IdentityModule& identity() noexcept { return *identity_; }
  const suites::platform::RolePermissions& roles() const noexcept { return *roles_; }

 private:
  api::Module platform_{"platform"};
  api::Module ledger_{"ledger"};
  std::vector<const api::Module*> list_;
  std::vector<const api::Operation*> operations_;
  std::unique_ptr<suites::platform::RolePermissions> roles_;
  std::unique_ptr<suites::platform::IdentityModule> identity_;
  suites::ledger::AccountsModule accounts_;
};

}  // namespace sangam::apps
