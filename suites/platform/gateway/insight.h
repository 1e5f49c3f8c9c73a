#pragma once

// Insight: what the gate did to requests, and what it would do to one.

#include <memory>

#include "kernel/api/call.h"
#include "suites/platform/gateway/gate_slot.h"
#include "suites/platform/gateway/types.h"

namespace sangam::suites::platform::gateway {

// Any loop. Error{unavailable} while there is no gate, as in programs that only describe.
class Insight {
 public:
  explicit Insight(const GateSlot& gate) : gate_(gate) {}

  // Of the caller's tenant.
  Task<BlockedRequests> blocked(api::Call& call, ListBlocked request);
  // Of all, and of nobody.
  Task<BlockedRequests> all_blocked(api::Call& call, ListBlocked request);
  // As if the caller made the request.
  Task<ExplainedRequest> explain(api::Call& call, ExplainRequest request);
  // As if somebody did who is not signed in.
  Task<ExplainedRequest> explain_anonymous(api::Call& call, ExplainRequest request);

 private:
  BlockedRequests list(std::int32_t tenant, const ListBlocked& request) const;
  Task<ExplainedRequest> answer(api::Call& call, ExplainRequest request,
                                api::IdentityPointer identity);

  const GateSlot& gate_;
};

}  // namespace sangam::suites::platform::gateway
