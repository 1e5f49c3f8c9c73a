#pragma once

// Who a directory is: found by its token. Private to this folder.

#include <optional>

#include "kernel/api/rest_handler.h"
#include "suites/platform/identity/tenant_directory.h"

namespace sangam::suites::platform::scim {

struct DirectoryIdentity {
  api::IdentityPointer identity;
  std::string role;  // of users that it makes
};

// Any loop. Looked up each time, so that a token that was ended is over at once.
class DirectoryAuthenticator {
 public:
  // Both outlive it.
  DirectoryAuthenticator(const api::PoolDirectory& pools, TenantDirectory& tenants)
      : pools_(pools), tenants_(tenants) {}

  // Throws ScimError (401) for a token that is missing, wrong or ended.
  Task<DirectoryIdentity> authenticate(const http::Request& request);

 private:
  const api::PoolDirectory& pools_;
  TenantDirectory& tenants_;
};

}  // namespace sangam::suites::platform::scim
