#pragma once

// The module platform/identity: tenants, users, sessions, API keys. Start here.

#include "kernel/api/module.h"
#include "suites/platform/identity/account_passwords.h"
#include "suites/platform/identity/api_keys.h"
#include "suites/platform/identity/custom_roles.h"
#include "suites/platform/identity/invitations.h"
#include "suites/platform/identity/own_factors.h"
#include "suites/platform/identity/policy.h"
#include "suites/platform/identity/sessions.h"
#include "suites/platform/identity/support.h"
#include "suites/platform/identity/tenants.h"
#include "suites/platform/identity/users.h"

namespace sangam::suites::platform {

// The services behind the module's operations. Lives until the server stops.
struct IdentityModule {
  // `vault` may be null in programs that only describe.
  IdentityModule(Passwords passwords, const RolePermissions& roles, SandboxHooks hooks,
                 vault::Vault* vault)
      : challenges(vault),
        passkeys(challenges),
        apps(vault),
        second_factor(apps),
        sessions({.passwords = passwords,
                  .tenants = directory,
                  .cache = cache,
                  .roles = roles,
                  .second_factor = second_factor,
                  .password_rule = password_rule,
                  .passkeys = passkeys,
                  .challenges = challenges,
                  .address = public_address}),
        own_factors(apps, passkeys, challenges, cache, public_address),
        users(passwords, cache, roles),
        custom_roles(cache, roles),
        support(cache),
        api_keys(cache, roles),
        tenants(passwords, directory, std::move(hooks)),
        policies(cache),
        account_passwords(passwords, directory, cache, public_address),
        invitations(passwords, directory, roles, second_factor, password_rule, public_address) {}

  TenantDirectory directory;
  IdentityCache cache;
  PublicAddress public_address;
  factors::Challenges challenges;
  factors::Passkeys passkeys;
  factors::AuthenticatorApps apps;
  SecondFactorCheck second_factor;
  HeldPasswordRule password_rule;
  Sessions sessions;
  OwnFactors own_factors;
  Users users;
  CustomRoles custom_roles;
  Support support;
  ApiKeys api_keys;
  Tenants tenants;
  SignInPolicies policies;
  AccountPasswords account_passwords;
  Invitations invitations;
};

void declare(api::Module& module, IdentityModule& services);

}  // namespace sangam::suites::platform
