#pragma once

// RestHandler: the REST door. Every operation under /api/v1/… and, naming the tenant, under
// /api/v1/tenants/{tenant}/…. Reads the request, finds who asks, dispatches, and writes the reply
// or the problem document.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/api/dispatcher.h"
#include "kernel/api/operation_metrics.h"
#include "kernel/api/refusals.h"
#include "kernel/api/router.h"
#include "kernel/http/handler.h"

namespace sangam::api {

inline constexpr std::string_view kApiPrefix = "/api/v1";

// Gives the sessions of the loop a request runs on.
class PoolDirectory {
 public:
  virtual ~PoolDirectory() = default;
  virtual Pools pools_of(const runtime::EventLoop& loop) const = 0;
};

// Any loop; immutable after construction, the count of refusals apart.
class RestHandler final : public http::RequestHandler {
 public:
  RestHandler(const Router& router, Authenticator& authenticator, const PoolDirectory& pools,
              OperationMetrics& metrics);

  // `request.path()` starts with kApiPrefix.
  Task<http::Response> handle(http::Request& request) override;

  // Writes that were refused for want of permission.
  Refusals& refusals() noexcept { return refusals_; }

 private:
  Task<void> record_refusal(http::Request& request, const Operation& operation,
                            IdentityPointer identity);
  Task<http::Response> serve(http::Request& request, const Match& match, IdentityPointer identity);
  Task<IdentityPointer> identify(const http::Request& request);

  const Router& router_;
  Authenticator& authenticator_;
  const PoolDirectory& pools_;
  OperationMetrics& metrics_;
  Refusals refusals_;
};

}  // namespace sangam::api
