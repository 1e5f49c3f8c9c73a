#pragma once

// GatedHandler: what the server calls first: asks the gate, then whoever serves the request, here
// or on another server.

#include "kernel/api/reception.h"
#include "kernel/gateway/gate.h"
#include "kernel/http/handler.h"

namespace sangam::gateway {

// Any loop. Without rules it costs one branch.
class GatedHandler final : public http::RequestHandler {
 public:
  // `reception` is asked about what another server answers; the others ask it themselves.
  GatedHandler(Gate& gate, const api::Reception& reception, http::RequestHandler& inner)
      : gate_(gate), reception_(reception), inner_(inner) {}

  Task<http::Response> handle(http::Request& request) override {
    return gate_.active() ? guarded(request) : inner_.handle(request);
  }
  void failed(const http::Request& request, const std::exception_ptr& cause) noexcept override {
    inner_.failed(request, cause);
  }

 private:
  Task<http::Response> guarded(http::Request& request);
  Task<http::Response> served(http::Request& request, RulesPointer rules, Arrival arrival);
  Task<http::Response> answered(http::Request& request, RulesPointer rules, Route route);
  Task<http::Response> forwarded(http::Request& request, const UpstreamRule& rule, Route route);
  Task<void> admit_forwarded(http::Request& request, const api::Operation* operation);

  Gate& gate_;
  const api::Reception reception_;
  http::RequestHandler& inner_;
};

}  // namespace sangam::gateway
