#pragma once

// GatedHandler: what the server calls first: asks the gate, then whoever serves the request.

#include "kernel/gateway/gate.h"
#include "kernel/http/handler.h"

namespace sangam::gateway {

// Any loop. Without rules it costs one branch.
class GatedHandler final : public http::RequestHandler {
 public:
  GatedHandler(Gate& gate, http::RequestHandler& inner) : gate_(gate), inner_(inner) {}

  Task<http::Response> handle(http::Request& request) override {
    return gate_.active() ? guarded(request) : inner_.handle(request);
  }
  void failed(const http::Request& request, const std::exception_ptr& cause) noexcept override {
    inner_.failed(request, cause);
  }

 private:
  Task<http::Response> guarded(http::Request& request);
  Task<http::Response> served(http::Request& request, RulesPointer rules, Arrival arrival);

  Gate& gate_;
  http::RequestHandler& inner_;
};

}  // namespace sangam::gateway
