#pragma once

// TenantGate: who may refuse a request once it is known who asks for what, and before anything is
// done.

#include "base/task.h"
#include "kernel/api/identity.h"

namespace sangam::api {

struct Operation;

// Any loop.
class TenantGate {
 public:
  virtual ~TenantGate() = default;
  // Whether there is anything to ask; nearly free.
  virtual bool active() const noexcept = 0;
  // Throws the Error with which the request is refused. `operation` is null where the body names
  // it, `identity` when nobody signed in.
  virtual Task<void> admit(http::Request& request, const Operation* operation,
                           IdentityPointer identity) = 0;
};

}  // namespace sangam::api
