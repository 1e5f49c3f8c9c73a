#pragma once

// What an API key stands for when it is used, however that was proven.

#include <memory>
#include <optional>

#include "kernel/api/identity.h"
#include "kernel/store/unit_of_work.h"
#include "suites/platform/identity/tenant_directory.h"
#include "suites/platform/identity/types.h"

namespace sangam::suites::platform {

struct UsedKey {
  std::int32_t tenant_id = 0;
  Uuid id;
  std::string name;
  std::string scopes;
  std::string networks;
  std::optional<Timestamp> expires_at;
  bool active = false;
  api::TenantStatus tenant_status = api::TenantStatus::active;
  std::optional<Timestamp> previous_until;  // of a secret that was rotated out
};
SANGAM_DESCRIBE(UsedKey, (tenant_id, ""), (id, ""), (name, ""), (scopes, ""), (networks, ""),
                (expires_at, ""), (active, ""), (tenant_status, ""), (previous_until, ""))

bool is_good(const UsedKey& key, Timestamp now) noexcept;

// `work` is of the role auth, and reads only or more.
Task<std::shared_ptr<api::Identity>> identity_of(store::UnitOfWork& work, TenantDirectory& tenants,
                                                 UsedKey key);

// The identity of a key that signs; null when it was revoked or has ended. The same `work`.
Task<std::shared_ptr<api::Identity>> signing_key_identity(store::UnitOfWork& work,
                                                          TenantDirectory& tenants,
                                                          std::int32_t tenant, ApiKeyId id,
                                                          Timestamp now);

}  // namespace sangam::suites::platform
