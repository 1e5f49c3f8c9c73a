#pragma once

// The module platform/openid: this installation as an OpenID provider. Start here; then provider.h
// for the endpoints, declare.cpp for the operations.

#include "kernel/api/module.h"
#include "suites/platform/identity/identity.h"
#include "suites/platform/openid/authorizations.h"
#include "suites/platform/openid/clients.h"
#include "suites/platform/openid/devices.h"
#include "suites/platform/openid/keys.h"
#include "suites/platform/openid/logouts.h"
#include "suites/platform/openid/token_judge.h"

namespace sangam::suites::platform::openid {

struct OpenIdSettings {
  vault::Vault* vault = nullptr;  // lives until the server stops; null in programs that only
                                  // describe operations
  bool any_address = false;       // clients may be on private networks: for demos and tests
};

// The services behind the module's operations. Lives until the server stops.
struct OpenIdModule {
  OpenIdModule(IdentityModule& identity, const RolePermissions& roles, OpenIdSettings settings)
      : keys(settings.vault),
        clients(identity.directory, roles),
        tokens(issuer, keys, clients, roles),
        services{issuer, keys, clients, identity.cache, roles, {nullptr}, settings.any_address},
        client_operations(services),
        authorizations(services),
        devices(services),
        key_operations(services),
        logouts(services) {}

  Issuer issuer;
  KeyRing keys;
  ClientDirectory clients;
  TokenJudge tokens;
  Services services;
  Clients client_operations;
  Authorizations authorizations;
  Devices devices;
  Keys key_operations;
  Logouts logouts;
};

void declare(api::Module& module, OpenIdModule& services);

}  // namespace sangam::suites::platform::openid
