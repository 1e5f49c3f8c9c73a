#pragma once

// Tokens of a tenant: by them a directory proves that it may provision. Good for SCIM and nothing
// else.

#include "suites/platform/identity/roles.h"
#include "suites/platform/scim/types.h"

namespace sangam::suites::platform::scim {

// Any loop.
class Tokens {
 public:
  static constexpr std::int64_t kTokensMost = 20;  // a tenant

  // `roles` outlives it.
  explicit Tokens(const RolePermissions& roles) : roles_(roles) {}

  Task<api::Page<ScimToken>> list(api::Call& call, api::Paging paging);
  // Nobody is made an owner by a directory, and only owners let one make admins. Nobody lets one
  // make people who may do more than they may themselves.
  Task<ScimToken> create(api::Call& call, CreateScimToken request);
  // A new secret for the same token, for those who might have made it.
  Task<ScimToken> rotate(api::Call& call, RotateScimToken request);
  // At once, on every server.
  Task<Nothing> end(api::Call& call, EndScimToken request);

 private:
  // Throws Error{forbidden} for whoever may not hold a token of that role.
  Task<void> require_may_give(api::Call& call, Role role);

  const RolePermissions& roles_;
};

}  // namespace sangam::suites::platform::scim
