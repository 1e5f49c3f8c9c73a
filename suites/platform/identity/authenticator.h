#pragma once

// PlatformAuthenticator: finds who sends a request, by session cookie or API key.

#include "kernel/api/rest_handler.h"
#include "suites/platform/identity/identity_cache.h"
#include "suites/platform/identity/roles.h"
#include "suites/platform/identity/tenant_directory.h"

namespace sangam::suites::platform {

inline constexpr std::string_view kSessionCookie = "sangam_session";

// The value of our cookie in a request; empty when there is none.
std::string_view session_token_of(const http::Request& request) noexcept;

// Any loop.
class PlatformAuthenticator final : public api::Authenticator {
 public:
  PlatformAuthenticator(const api::PoolDirectory& pools, TenantDirectory& tenants,
                        IdentityCache& cache, const RolePermissions& roles)
      : pools_(pools), tenants_(tenants), cache_(cache), roles_(roles) {}

  api::IdentityPointer find_cached(const http::Request& request) override;
  Task<api::IdentityPointer> authenticate(const http::Request& request) override;

 private:
  Task<api::IdentityPointer> by_session(const http::Request& request, std::string_view token);
  Task<api::IdentityPointer> by_key(const http::Request& request, std::string_view key);

  const api::PoolDirectory& pools_;
  TenantDirectory& tenants_;
  IdentityCache& cache_;
  const RolePermissions& roles_;
};

}  // namespace sangam::suites::platform
