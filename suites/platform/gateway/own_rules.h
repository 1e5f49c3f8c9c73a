#pragma once

// OwnRules: what a tenant says of requests to it.

#include "kernel/api/call.h"
#include "suites/platform/gateway/gate_slot.h"
#include "suites/platform/gateway/types.h"

namespace sangam::suites::platform::gateway {

class OwnRules {
 public:
  explicit OwnRules(const GateSlot& gate) : gate_(gate) {}

  Task<Gateway> get(api::Call& call, Nothing);
  // Error{invalid} for a policy that cannot be; Error{refused} for one that would shut out the
  // caller's own address; Error{precondition_failed} when it changed since it was read.
  Task<Gateway> change(api::Call& call, ChangeGateway request);

 private:
  const GateSlot& gate_;
};

}  // namespace sangam::suites::platform::gateway
