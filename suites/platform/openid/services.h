#pragma once

// Services: what the operations work with. Private to this folder.

#include <atomic>

#include "suites/platform/identity/identity_cache.h"
#include "suites/platform/identity/roles.h"
#include "suites/platform/openid/client_directory.h"
#include "suites/platform/openid/issuer.h"
#include "suites/platform/openid/key_ring.h"
#include "suites/platform/openid/outbound.h"

namespace sangam::suites::platform::openid {

// References to what lives until the server stops.
struct Services {
  const Issuer& issuer;
  KeyRing& keys;
  ClientDirectory& clients;
  IdentityCache& identities;
  const RolePermissions& roles;
  std::atomic<Outbound*> outbound{nullptr};  // while the server runs
  bool any_address = false;  // clients may be on private networks, by http too: for trying
};

}  // namespace sangam::suites::platform::openid
