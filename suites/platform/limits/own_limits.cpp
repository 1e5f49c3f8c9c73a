#include "base/error.h"
#include "suites/platform/limits/operations.h"

namespace sangam::suites::platform::limits {

Task<EffectiveLimits> OwnLimits::get(api::Call& call, Nothing) {
  if (place_.live == nullptr) throw Error{Code::unavailable, "Limits are not at work yet."};
  co_return place_.live->effective(call.identity());
}

Task<LimitsState> PlanLimitOperations::state(api::Call&, Nothing) {
  if (place_.live == nullptr) throw Error{Code::unavailable, "Limits are not at work yet."};
  co_return place_.live->state();
}

}  // namespace sangam::suites::platform::limits
