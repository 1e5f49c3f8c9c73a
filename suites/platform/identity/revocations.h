#pragma once

// Revocations: that a credential is over is known to every process in under a second. Who ends one
// writes a row with the unit of work that does; every process reads the newest rows a few times a
// second and forgets what it had looked up (revocation_watch.h).

#include "kernel/api/call.h"
#include "suites/platform/identity/identity_cache.h"

namespace sangam::suites::platform {

// With call's unit of work, which is of the role auth; this process knows at once when it is
// committed. `cache` must outlive the call.
void revoke(api::Call& call, IdentityCache& cache, const Revocation& revocation);
// The same in a unit of work of one's own; the caller evicts from the cache after its commit.
void record_revocation(store::UnitOfWork& work, const Revocation& revocation, Timestamp now);

}  // namespace sangam::suites::platform
