#pragma once

// RestHandler: the REST door. Every operation under /api/v1/… and, naming the tenant, under
// /api/v1/tenants/{tenant}/…. Reads the request, finds who asks, dispatches, and writes the reply
// or the problem document.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/api/approval_gate.h"
#include "kernel/api/dispatcher.h"
#include "kernel/api/operation_metrics.h"
#include "kernel/api/pools.h"
#include "kernel/api/reception.h"
#include "kernel/api/refusals.h"
#include "kernel/api/router.h"
#include "kernel/http/handler.h"

namespace sangam::api {

inline constexpr std::string_view kApiPrefix = "/api/v1";

// Any loop; immutable after construction, the count of refusals apart.
class RestHandler final : public http::RequestHandler {
 public:
  RestHandler(const Router& router, const Reception& reception, const PoolDirectory& pools,
              OperationMetrics& metrics);

  // `request.path()` starts with kApiPrefix.
  Task<http::Response> handle(http::Request& request) override;

  // Before the first request; outlives this.
  void set_gate(ApprovalGate& gate) noexcept { gate_ = &gate; }
  // Writes that were refused for want of permission.
  Refusals& refusals() noexcept { return refusals_; }

 private:
  Task<void> record_refusal(http::Request& request, const Operation& operation,
                            IdentityPointer identity);
  Task<http::Response> serve(http::Request& request, const Match& match, IdentityPointer identity);

  const Router& router_;
  const Reception reception_;
  const PoolDirectory& pools_;
  OperationMetrics& metrics_;
  ApprovalGate* gate_ = nullptr;  // null: nothing waits for approval
  Refusals refusals_;
};

}  // namespace sangam::api
