#pragma once

// Whoever uploads: what is kept of them, so that what they sent can be finished when they are gone.

#include "kernel/api/call.h"
#include "suites/platform/identity/roles.h"
#include "suites/platform/uploads/types.h"

namespace sangam::suites::platform::uploads {

// Whether they can be looked up again: people who signed in themselves, and API keys. What a
// program does with somebody's token, and support in somebody's place, ends with a token or a
// consent.
bool is_lasting(const api::Identity& identity) noexcept;

// Who the upload is of, as they are now: what they may do may have changed. Throws Error{forbidden}
// when they may not act any more. `auth` is the pool of that role.
Task<api::IdentityPointer> identity_of(store::Pool& auth, std::shared_ptr<api::Tenant> tenant,
                                       UploadRow upload, const RolePermissions& roles,
                                       Timestamp machine_now);

}  // namespace sangam::suites::platform::uploads
