#pragma once

// API keys: how programs sign in.

#include "kernel/api/list.h"
#include "kernel/http/client/network.h"
#include "suites/platform/identity/identity_cache.h"
#include "suites/platform/identity/types.h"

namespace sangam::suites::platform {

struct CreateApiKey {
  Text<1, 120> name;
  std::optional<Role> role;
  std::optional<std::vector<Text<1, 120>>> scopes;
  std::optional<Timestamp> expires_at;
  std::optional<std::vector<http::client::IpNetwork>> networks;
  std::optional<ApiKeyKind> kind;
  std::optional<BoundCertificate> certificate;
};
SANGAM_DESCRIBE(CreateApiKey, (name, "What it is for"),
                (role, "Gives it all permissions of a role; member unless scopes are given"),
                (scopes, "Gives it exactly these permissions"), (expires_at, "When it ends"),
                (networks, "Addresses and ranges it may be used from; anywhere unless given"),
                (kind, "signing: it has no secret, and public keys are registered for it"),
                (certificate, "Of the client, which it may be used with only (mutual TLS)"))

struct RotateApiKey {
  ApiKeyId id;
  std::optional<Bounded<0, 2'592'000>> overlap_seconds;
};
SANGAM_DESCRIBE(RotateApiKey, (id, "The key"),
                (overlap_seconds, "How long the old secret stays good; a day unless said"))

struct RevokeApiKey {
  ApiKeyId id;
};
SANGAM_DESCRIBE(RevokeApiKey, (id, "The key"))

class ApiKeys {
 public:
  ApiKeys(IdentityCache& cache, const RolePermissions& roles) : cache_(cache), roles_(roles) {}

  Task<api::Page<ApiKey>> list(api::Call& call, api::Paging paging);
  // Nobody gives a key more than they have themselves.
  Task<ApiKey> create(api::Call& call, CreateApiKey request);
  // A new secret for the same key.
  Task<ApiKey> rotate(api::Call& call, RotateApiKey request);
  Task<Nothing> revoke(api::Call& call, RevokeApiKey request);

 private:
  // In every process.
  void forget(api::Call& call, const ApiKeyId& key);

  IdentityCache& cache_;
  const RolePermissions& roles_;
};

}  // namespace sangam::suites::platform
