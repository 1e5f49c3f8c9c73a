#pragma once

// Suspending a tenant and lifting that, by operators; closing and opening again, by owners.

#include "kernel/api/call.h"
#include "suites/platform/identity/identity_cache.h"
#include "suites/platform/tenants/types.h"

namespace sangam::suites::platform::tenants {

// Between closing a tenant and deleting it.
inline constexpr std::int64_t kGraceNanoseconds = 30LL * 86'400 * kNanosecondsPerSecond;

class Lifecycle {
 public:
  explicit Lifecycle(IdentityCache& cache) : cache_(cache) {}

  // For everybody of the tenant; the reason of a suspension for those who may manage it.
  Task<Standing> standing(api::Call& call, Nothing);
  // Only owners, who type the slug. Error{conflict} when it is not active.
  Task<Standing> close(api::Call& call, CloseTenant request);
  Task<Standing> reopen(api::Call& call, ReopenTenant request);

  Task<PlatformTenant> get(api::Call& call, OnePlatformTenant request);
  // Every process refuses the tenant's people and keys within a second, and its audit says who did
  // it. Error{conflict} when it is suspended already, or being deleted.
  Task<PlatformTenant> suspend(api::Call& call, SuspendTenant request);
  Task<PlatformTenant> lift(api::Call& call, LiftSuspension request);

 private:
  IdentityCache& cache_;
};

}  // namespace sangam::suites::platform::tenants
