#pragma once

// The operations of this module: what one's own limits are, what owners say of keys, what operators
// say of everybody.

#include "kernel/api/call.h"
#include "suites/platform/limits/limit_book.h"
#include "suites/platform/limits/live_limits.h"
#include "suites/platform/limits/types.h"

namespace sangam::suites::platform::limits {

class OwnLimits {
 public:
  explicit OwnLimits(const LiveLimitsPlace& place) : place_(place) {}

  Task<EffectiveLimits> get(api::Call& call, Nothing);

 private:
  const LiveLimitsPlace& place_;
};

class KeyLimitOperations {
 public:
  KeyLimitOperations(const LimitBook& book, const LiveLimitsPlace& place)
      : book_(book), place_(place) {}

  Task<KeyLimits> list(api::Call& call, Nothing);
  Task<KeyLimit> get(api::Call& call, OneKeyLimit request);
  // Error{refused} for more than the plan allows a key, Error{not_found} for no key of the tenant.
  Task<KeyLimit> set(api::Call& call, SetKeyLimit request);
  Task<Nothing> remove(api::Call& call, OneKeyLimit request);

 private:
  const LimitBook& book_;
  const LiveLimitsPlace& place_;
};

class PlanLimitOperations {
 public:
  explicit PlanLimitOperations(const LiveLimitsPlace& place) : place_(place) {}

  Task<LimitPlans> list(api::Call& call, Nothing);
  Task<LimitPlan> get(api::Call& call, OneLimitPlan request);
  Task<LimitPlan> set(api::Call& call, SetLimitPlan request);
  // Error{conflict} while a tenant has it.
  Task<Nothing> remove(api::Call& call, OneLimitPlan request);

  Task<TenantLimits> of_tenant(api::Call& call, OneTenantLimits request);
  Task<TenantLimits> set_of_tenant(api::Call& call, SetTenantLimits request);

  Task<LimitsState> state(api::Call& call, Nothing);

 private:
  const LiveLimitsPlace& place_;
};

}  // namespace sangam::suites::platform::limits
