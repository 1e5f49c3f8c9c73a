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
  std::optional<std::string> certificate_thumbprint;
  std::optional<std::string> certificate_subject;
  std::optional<std::string> certificate_issuer;

  CertificateColumns certificate() const {
    return {certificate_thumbprint, certificate_subject, certificate_issuer};
  }
};
SANGAM_DESCRIBE(UsedKey, (tenant_id, ""), (id, ""), (name, ""), (scopes, ""), (networks, ""),
                (expires_at, ""), (active, ""), (tenant_status, ""), (previous_until, ""),
                (certificate_thumbprint, ""), (certificate_subject, ""), (certificate_issuer, ""))

bool is_good(const UsedKey& key, Timestamp now) noexcept;

// Throws Error{unauthenticated} for a request from elsewhere than the key may be used from, or
// without the certificate that it is bound to.
void require_place(const UsedKey& key, const http::Request& request);

// `work` is of the role auth, and reads only or more.
Task<std::shared_ptr<api::Identity>> identity_of(store::UnitOfWork& work, TenantDirectory& tenants,
                                                 UsedKey key);

// A key that signs; nothing when it was revoked or has ended. The same `work`.
Task<std::optional<UsedKey>> find_signing_key_owner(store::UnitOfWork& work, std::int32_t tenant,
                                                    ApiKeyId id, Timestamp now);

}  // namespace sangam::suites::platform
