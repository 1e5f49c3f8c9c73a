#pragma once

// PlatformAuthenticator: finds who sends a request, by session cookie, API key, access token or
// message signature.

#include "kernel/api/rest_handler.h"
#include "suites/platform/identity/access_token_reader.h"
#include "suites/platform/identity/identity_cache.h"
#include "suites/platform/identity/message_signature_reader.h"
#include "suites/platform/identity/roles.h"
#include "suites/platform/identity/tenant_directory.h"

namespace sangam::suites::platform {

// Any loop.
class PlatformAuthenticator final : public api::Authenticator {
 public:
  PlatformAuthenticator(const api::PoolDirectory& pools, TenantDirectory& tenants,
                        IdentityCache& cache, const RolePermissions& roles,
                        AccessTokenReader& access_tokens, MessageSignatureReader& signatures)
      : pools_(pools),
        tenants_(tenants),
        cache_(cache),
        roles_(roles),
        access_tokens_(access_tokens),
        signatures_(signatures) {}

  api::IdentityPointer find_cached(const http::Request& request) override;
  api::RevokedFlag watch(api::IdentityPointer identity) override {
    return cache_.watch(std::move(identity));
  }
  // Of a session that was renewed a while ago, also a new token: the old one stays good until the
  // new one is used, so a lost reply ends nothing.
  Task<api::Authentication> authenticate(const http::Request& request) override;

 private:
  Task<api::Authentication> by_session(const http::Request& request, std::string_view token);
  Task<api::IdentityPointer> by_signature(const http::Request& request);
  Task<api::IdentityPointer> by_key(const http::Request& request, std::string_view key);
  Task<api::IdentityPointer> by_access_token(const http::Request& request, std::string_view token);

  const api::PoolDirectory& pools_;
  TenantDirectory& tenants_;
  IdentityCache& cache_;
  const RolePermissions& roles_;
  AccessTokenReader& access_tokens_;
  MessageSignatureReader& signatures_;
};

}  // namespace sangam::suites::platform
