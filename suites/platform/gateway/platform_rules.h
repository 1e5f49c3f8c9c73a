#pragma once

// PlatformRules: what operators say of all requests, and whether the server serves.

#include "kernel/api/call.h"
#include "suites/platform/gateway/gate_slot.h"
#include "suites/platform/gateway/types.h"

namespace sangam::suites::platform::gateway {

class PlatformRules {
 public:
  explicit PlatformRules(const GateSlot& gate) : gate_(gate) {}

  Task<kernel::PlatformPolicy> get(api::Call& call, Nothing);
  // As OwnRules::change.
  Task<kernel::PlatformPolicy> change(api::Call& call, kernel::PlatformPolicyChange request);
  Task<kernel::Maintenance> maintenance(api::Call& call, Nothing);
  Task<kernel::Maintenance> set_maintenance(api::Call& call, SetMaintenance request);

 private:
  const GateSlot& gate_;
};

}  // namespace sangam::suites::platform::gateway
