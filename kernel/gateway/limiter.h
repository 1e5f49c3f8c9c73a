#pragma once

// Limiter: what bounds how much a tenant, a person or a key may ask for: rates, quotas, gates. The
// gateway asks it at one place of its order (pipeline.h).

#include "base/task.h"
#include "kernel/api/identity.h"

namespace sangam::api {
struct Operation;
}

namespace sangam::gateway {

// Any loop.
class Limiter {
 public:
  virtual ~Limiter() = default;
  // Throws Error{too_many_requests, quota_exceeded, unavailable} with the time to come again.
  // `identity` is null when nobody signed in.
  virtual Task<void> admit(http::Request& request, const api::Operation& operation,
                           const api::Identity* identity) = 0;
};

}  // namespace sangam::gateway
