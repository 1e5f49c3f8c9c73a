#pragma once

// The modules of this program, in one readable list: their schemas and their operations.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "kernel/store/migrations.h"
#include "suites/platform/identity/roles.h"

namespace sangam::api {
class ApprovalGate;
class Module;
struct Operation;
}  // namespace sangam::api
namespace sangam::events {
struct Consumer;
}
namespace sangam::jobs {
struct JobModule;
}
namespace sangam::lane {
class LaneGroup;
}
namespace sangam::runtime {
class WorkerPool;
}
namespace sangam::saga {
class Registry;
}
namespace sangam::suites::ledger::imports {
class Imports;
}
namespace sangam::suites::platform {
class BreachedPasswords;
struct AuditModule;
struct IdentityModule;
}  // namespace sangam::suites::platform
namespace sangam::suites::platform::limits {
struct LimitsModule;
}
namespace sangam::suites::platform::gateway {
struct GatewayModule;
}
namespace sangam::suites::platform::openid {
struct OpenIdModule;
}
namespace sangam::suites::platform::scim {
struct ScimModule;
}
namespace sangam::suites::platform::single_sign_on {
struct SingleSignOnModule;
}
namespace sangam::suites::platform::uploads {
struct UploadsModule;
}
namespace sangam::suites::platform::webhooks {
class WebhooksModule;
}
namespace sangam::telemetry {
class Observatory;
}
namespace sangam::vault {
class Vault;
}

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
  // Passwords that may not be chosen; may be null.
  const suites::platform::BreachedPasswords* breached_passwords = nullptr;
};

// The services and the operations on them. Lives until the server stops. Who uses a service
// includes its header: this one is for everybody.
class Modules {
 public:
  Modules(runtime::WorkerPool& workers, lane::LaneGroup& lanes, telemetry::Observatory& observatory,
          ModuleSettings settings);
  ~Modules();
  Modules(const Modules&) = delete;
  Modules& operator=(const Modules&) = delete;

  const std::vector<const api::Operation*>& operations() const noexcept;
  const std::vector<const api::Module*>& list() const noexcept;
  suites::platform::IdentityModule& identity() noexcept;
  suites::platform::openid::OpenIdModule& openid() noexcept;
  suites::platform::limits::LimitsModule& limits() noexcept;
  api::ApprovalGate& approval_gate() noexcept;
  suites::platform::single_sign_on::SingleSignOnModule& sign_on() noexcept;
  suites::platform::scim::ScimModule& scim() noexcept;
  suites::platform::AuditModule& audit() noexcept;
  suites::ledger::imports::Imports& imports() noexcept;
  suites::platform::webhooks::WebhooksModule& webhooks() noexcept;
  suites::platform::uploads::UploadsModule& uploads() noexcept;
  suites::platform::gateway::GatewayModule& gateway() noexcept;
  // What does jobs, and when without being asked.
  static std::vector<jobs::JobModule> job_modules();
  // Who else is to know how far a sandbox's clock runs ahead; told on any thread.
  void on_clock_moved(std::function<void(std::int32_t tenant, std::int64_t offset)> told);
  // The log of events has grown: who follows it is to look. Any thread.
  void log_grew();
  const suites::platform::RolePermissions& roles() const noexcept;
  // They refer to the modules.
  std::vector<events::Consumer> consumers();
  const saga::Registry& saga_definitions() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sangam::apps
