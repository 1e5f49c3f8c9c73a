#pragma once

// The modules about who may do what: identity, tenants, access, approvals, teams, directories,
// OAuth, sign-on.

#include <memory>
#include <vector>

#include "apps/sangam/modules.h"
#include "suites/platform/identity/sandbox_hooks.h"

namespace sangam::suites::platform::approvals {
struct ApprovalsModule;
}

namespace sangam::suites::platform::limits {
struct LimitsModule;
}

namespace sangam::apps {

class PeopleModules {
 public:
  // `roles` may be filled later, before the first request.
  PeopleModules(runtime::WorkerPool& workers, const suites::platform::RolePermissions& roles,
                suites::platform::SandboxHooks hooks, const ModuleSettings& settings);
  ~PeopleModules();
  PeopleModules(const PeopleModules&) = delete;
  PeopleModules& operator=(const PeopleModules&) = delete;

  std::vector<const api::Module*> list() const;
  // The first of them, for what belongs to no module.
  api::Module& platform() noexcept;
  suites::platform::IdentityModule& identity() noexcept;
  suites::platform::approvals::ApprovalsModule& approvals() noexcept;
  suites::platform::limits::LimitsModule& limits() noexcept;
  suites::platform::openid::OpenIdModule& openid() noexcept;
  suites::platform::scim::ScimModule& scim() noexcept;
  suites::platform::single_sign_on::SingleSignOnModule& sign_on() noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sangam::apps
