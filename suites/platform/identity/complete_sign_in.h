#pragma once

// The end of every way of signing in: a session, its cookies, the browser known from now on, and
// the entry in the audit.

#include "kernel/api/call.h"
#include "suites/platform/identity/sessions.h"

namespace sangam::suites::platform {

// Who has proven that it is them.
struct ProvenUser {
  std::optional<Uuid> account;  // none: an identity provider vouches for them
  Uuid user;
  std::string name;
  std::string email;
  std::string role;
  std::vector<std::string> methods;  // values of amr (RFC 8176)
};

struct SignInParts {
  ProvenUser user;
  std::shared_ptr<api::Tenant> tenant;
  SignInPolicy policy;
  std::optional<std::string> detail = {};  // JSON, for the audit
};

// Queues all of it, commits `work` (role auth, of the user's tenant) and sets the reply's cookies.
Task<Session> complete_sign_in(api::Call& call, store::UnitOfWork& work,
                               const RolePermissions& roles, SignInParts parts);

// The audit's entry, in the tenant of `work`.
void audit_sign_in(api::Call& call, store::UnitOfWork& work, const Uuid& user, const Uuid& session,
                   const std::optional<std::string>& detail = {});

}  // namespace sangam::suites::platform
