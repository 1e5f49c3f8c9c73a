#pragma once

// Signing in and out.

#include "kernel/api/call.h"
#include "suites/platform/identity/identity_cache.h"
#include "suites/platform/identity/password.h"
#include "suites/platform/identity/tenant_directory.h"
#include "suites/platform/identity/types.h"

namespace sangam::suites::platform {

struct SignIn {
  Email email;
  Secret password;
  std::optional<Slug> tenant;
};
SANGAM_DESCRIBE(SignIn, (email, "Your address"), (password, "Your password"),
                (tenant, "Needed when your address is known to several tenants"))

struct SessionUser {
  UserId id;
  std::string name;
  std::optional<std::string> email;
};
SANGAM_DESCRIBE(SessionUser, (id, "The user"), (name, "Shown to people"),
                (email, "Their address; an API key has none"))

struct Session {
  SessionUser user;
  Tenant tenant;
  std::string role;
  std::vector<std::string> permissions;
  std::optional<Timestamp> expires_at;
};
SANGAM_DESCRIBE(Session, (user, "Who is signed in"), (tenant, "Where"), (role, "As what"),
                (permissions, "What the role may do"),
                (expires_at, "When a new sign-in is needed; absent for an API key"))

inline constexpr std::int64_t kSessionNanoseconds = 12 * 3'600 * kNanosecondsPerSecond;

class Sessions {
 public:
  Sessions(Passwords passwords, TenantDirectory& tenants, IdentityCache& cache,
           const RolePermissions& roles)
      : passwords_(passwords), tenants_(tenants), cache_(cache), roles_(roles) {}

  // Sets the session cookie. One refusal for an unknown address and a wrong password alike.
  Task<Session> sign_in(api::Call& call, SignIn request);
  // Of a session also the address and the end, which is one look-up; of an API key what it may do.
  Task<Session> get(api::Call& call, Nothing);
  Task<Nothing> sign_out(api::Call& call, Nothing);

 private:
  Passwords passwords_;
  TenantDirectory& tenants_;
  IdentityCache& cache_;
  const RolePermissions& roles_;
};

}  // namespace sangam::suites::platform
