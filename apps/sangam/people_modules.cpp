#include "apps/sangam/people_modules.h"

#include "kernel/api/module.h"
#include "suites/platform/access/access.h"
#include "suites/platform/approvals/approvals.h"
#include "suites/platform/identity/identity.h"
#include "suites/platform/identity/role_explanations.h"
#include "suites/platform/limits/limits.h"
#include "suites/platform/openid/openid.h"
#include "suites/platform/scim/scim.h"
#include "suites/platform/signing_keys/signing_keys.h"
#include "suites/platform/single_sign_on/single_sign_on.h"
#include "suites/platform/teams/teams.h"
#include "suites/platform/tenants/tenants.h"
#include "suites/platform/usage/usage.h"

namespace sangam::apps {

namespace platform = suites::platform;

struct PeopleModules::State {
  State(runtime::WorkerPool& workers, const platform::RolePermissions& roles,
        platform::SandboxHooks hooks, const ModuleSettings& settings)
      : identity(platform::Passwords(workers, settings.breached_passwords), roles, std::move(hooks),
                 settings.vault),
        tenants(identity.cache),
        approvals(identity.cache, roles, settings.vault),
        role_explanations(roles, identity.users),
        access(role_explanations),
        signing_keys(identity, roles),
        teams(access.relations),
        scim(identity, roles, teams),
        openid(identity, roles,
               {.vault = settings.vault, .any_address = settings.webhooks_anywhere}),
        sign_on(identity, roles, workers,
                {.vault = settings.vault, .any_address = settings.webhooks_anywhere}) {
    identity.users.tell_of_departures(teams.memberships);
    platform::declare(declared.platform, identity);
    platform::signing_keys::declare(declared.platform, signing_keys);
    platform::tenants::declare(declared.platform, tenants);
    platform::usage::declare(declared.platform, usage);
    platform::limits::declare(declared.limits, limits);
    platform::access::declare(declared.access, access);
    platform::approvals::declare(declared.approvals, approvals);
    platform::teams::declare(declared.teams, teams);
    platform::scim::declare(declared.scim, scim);
    platform::openid::declare(declared.openid, openid);
    platform::single_sign_on::declare(declared.sign_on, sign_on);
  }

  // What each declares; the services follow.
  struct Declared {
    api::Module platform{"platform"};
    api::Module limits{"limits"};
    api::Module access{"access"};
    api::Module approvals{"approvals"};
    api::Module teams{"teams"};
    api::Module scim{"scim"};
    api::Module openid{"openid"};
    api::Module sign_on{"sign_on"};
  };

  Declared declared;
  platform::IdentityModule identity;
  platform::tenants::TenantsModule tenants;
  platform::usage::UsageModule usage;
  platform::limits::LimitsModule limits;
  platform::approvals::ApprovalsModule approvals;
  platform::RoleExplanations role_explanations;
  platform::access::AccessModule access;
  platform::signing_keys::SigningKeysModule signing_keys;
  platform::teams::TeamsModule teams;
  platform::scim::ScimModule scim;
  platform::openid::OpenIdModule openid;
  platform::single_sign_on::SingleSignOnModule sign_on;
};

PeopleModules::PeopleModules(runtime::WorkerPool& workers, const platform::RolePermissions& roles,
                             platform::SandboxHooks hooks, const ModuleSettings& settings)
    : state_(std::make_unique<State>(workers, roles, std::move(hooks), settings)) {}

PeopleModules::~PeopleModules() = default;

std::vector<const api::Module*> PeopleModules::list() const {
  const auto& d = state_->declared;
  return {&d.platform, &d.limits, &d.access, &d.approvals,
          &d.teams,    &d.scim,   &d.openid, &d.sign_on};
}

api::Module& PeopleModules::platform() noexcept { return state_->declared.platform; }
platform::IdentityModule& PeopleModules::identity() noexcept { return state_->identity; }
platform::approvals::ApprovalsModule& PeopleModules::approvals() noexcept {
  return state_->approvals;
}
platform::limits::LimitsModule& PeopleModules::limits() noexcept { return state_->limits; }
platform::openid::OpenIdModule& PeopleModules::openid() noexcept { return state_->openid; }
platform::scim::ScimModule& PeopleModules::scim() noexcept { return state_->scim; }
platform::single_sign_on::SingleSignOnModule& PeopleModules::sign_on() noexcept {
  return state_->sign_on;
}

}  // namespace sangam::apps
