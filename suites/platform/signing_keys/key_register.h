#pragma once

// KeyRegister: the public keys of API keys that sign.

#include "suites/platform/identity/identity_cache.h"
#include "suites/platform/identity/roles.h"
#include "suites/platform/signing_keys/public_key.h"
#include "suites/platform/signing_keys/types.h"

namespace sangam::suites::platform::signing_keys {

// Any loop.
class KeyRegister {
 public:
  static constexpr std::int64_t kKeysMost = 20;  // good ones of an API key

  // Both outlive it.
  KeyRegister(IdentityCache& cache, const RolePermissions& roles) : cache_(cache), roles_(roles) {}

  Task<api::Page<SigningKey>> list(api::Call& call, ListSigningKeys request);
  // Who registers a key may do all that the API key may: nobody without it does that.
  Task<SigningKey> add(api::Call& call, RegisterSigningKey request);
  // Another key in the place of one, which stays good for a while.
  Task<SigningKey> rotate(api::Call& call, RotateSigningKey request);
  // At once, on every server; streams of the API key end and may be asked for again.
  Task<Nothing> revoke(api::Call& call, RevokeSigningKey request);

 private:
  Task<void> require_own(api::Call& call, ApiKeyId key);
  Task<SigningKey> insert(api::Call& call, SigningKey key);

  IdentityCache& cache_;
  const RolePermissions& roles_;
};

}  // namespace sangam::suites::platform::signing_keys
