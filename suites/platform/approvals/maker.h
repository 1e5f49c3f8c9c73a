#pragma once

// Whoever asked for something that waits: a user, or an API key and the user who made it.

#include "kernel/api/call.h"
#include "suites/platform/approvals/types.h"
#include "suites/platform/identity/roles.h"

namespace sangam::suites::platform::approvals {

struct Maker {
  std::string kind;  // "user" or "api_key"
  Uuid id;
  Uuid person;  // who may not decide
  std::string name;

  // "usr_…" or "key_…".
  std::string text() const;
};

// Whether a member of the tenant calls who signed in themselves: no program with their token, and
// no support in their place.
bool is_person(const api::Call& call);
// Of the caller. Throws Error{forbidden} for programs of others and for support: what they may do
// ends with a token or a consent, and what waits is done as somebody may do it for good.
Task<Maker> maker_of(api::Call& call);
// As they are now, of the tenant of `call`: what they may do may have changed since they asked.
// Throws Error{forbidden} when they may not act any more.
Task<api::IdentityPointer> identity_of(api::Call& call, ApprovalRow row,
                                       const RolePermissions& roles);

}  // namespace sangam::suites::platform::approvals
