#pragma once

// What concerns a tenant as a whole is for its owners, signed in themselves.

#include "base/error.h"
#include "kernel/api/call.h"
#include "suites/platform/identity/roles.h"

namespace sangam::suites::platform::tenants {

// Throws Error{forbidden} for everybody else, API keys among them.
inline void require_owner(const api::Call& call) {
  if (call.principal().kind != api::PrincipalKind::user ||
      call.principal().role != name(Role::owner))
    throw Error{Code::forbidden, "This is for owners of the tenant, signed in themselves."};
}

}  // namespace sangam::suites::platform::tenants
