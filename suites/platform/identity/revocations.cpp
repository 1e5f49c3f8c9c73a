#include "suites/platform/identity/revocations.h"

#include "suites/platform/identity/session_statements.h"

namespace sangam::suites::platform {

void record_revocation(store::UnitOfWork& work, const Revocation& revocation, Timestamp now) {
  work.later(kInsertRevocation, now, revocation.tenant, name(revocation.subject), revocation.id);
}

void revoke(api::Call& call, IdentityCache& cache, const Revocation& revocation) {
  record_revocation(call.work(), revocation, call.system_time());
  call.after_commit([&cache, revocation] { cache.evict(revocation); });
}

}  // namespace sangam::suites::platform
