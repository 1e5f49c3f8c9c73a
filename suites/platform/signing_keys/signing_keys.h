#pragma once

// The module platform/signing_keys: programs that sign their requests (RFC 9421) instead of sending
// a secret. Start here; then signature_reader.h for what happens to a request, declare.cpp for the
// operations.

#include "kernel/api/module.h"
#include "suites/platform/identity/identity.h"
#include "suites/platform/signing_keys/key_register.h"

namespace sangam::suites::platform::signing_keys {

// The services behind the operations. Lives until the server stops.
struct SigningKeysModule {
  // Both outlive it.
  SigningKeysModule(IdentityModule& identity, const RolePermissions& roles)
      : keys(identity.cache, roles) {}

  KeyRegister keys;
};

void declare(api::Module& module, SigningKeysModule& services);

}  // namespace sangam::suites::platform::signing_keys
