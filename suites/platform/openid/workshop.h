#pragma once

// Workshop: what the endpoints work with. Private to this folder.

#include "kernel/api/rest_handler.h"
#include "suites/platform/identity/identity_cache.h"
#include "suites/platform/openid/client_keys.h"
#include "suites/platform/openid/proof_judge.h"
#include "suites/platform/openid/token_judge.h"

namespace sangam::suites::platform::openid {

// References to what lives until the server stops.
struct Workshop {
  const api::PoolDirectory& pools;
  const Issuer& issuer;
  KeyRing& keys;
  ClientDirectory& clients;
  ClientKeys& client_keys;
  ProofJudge& proofs;
  TokenJudge& tokens;
  IdentityCache& identities;
  const RolePermissions& roles;

  store::Pool& auth(const http::Request& request) const {
    return *pools.pools_of(request.loop()).auth;
  }
};

}  // namespace sangam::suites::platform::openid
