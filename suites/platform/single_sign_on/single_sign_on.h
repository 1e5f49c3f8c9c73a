#pragma once

// The module platform/single_sign_on: members of tenants sign in with the identity provider of
// their organisation. Start here.

#include "kernel/api/module.h"
#include "suites/platform/single_sign_on/connections.h"
#include "suites/platform/single_sign_on/domains.h"
#include "suites/platform/single_sign_on/linked_members.h"
#include "suites/platform/single_sign_on/password_rule.h"
#include "suites/platform/single_sign_on/sign_ons.h"
#include "suites/platform/single_sign_on/trials.h"

namespace sangam::suites::platform::single_sign_on {

struct SingleSignOnSettings {
  vault::Vault* vault = nullptr;  // lives until the server stops; null in programs that only
                                  // describe operations
  bool any_address = false;  // identity providers may be on private networks: for demos and tests
};

// The services behind the module's operations. Lives until the server stops.
struct SingleSignOnModule {
  SingleSignOnModule(IdentityModule& identity, const RolePermissions& roles,
                     runtime::WorkerPool& workers, SingleSignOnSettings settings)
      : services{identity.directory, identity.cache, identity.public_address, roles, workers,
                 settings.vault,     {nullptr},      settings.any_address},
        connections(services),
        domains(services),
        trials(services),
        sign_ons(services, trials) {
    identity.password_rule.set(&passwords);
  }

  Services services;
  Connections connections;
  LinkedMembers linked_members;
  Domains domains;
  Trials trials;
  SignOns sign_ons;
  RequiredSignOn passwords;
};

void declare(api::Module& module, SingleSignOnModule& services);

}  // namespace sangam::suites::platform::single_sign_on
