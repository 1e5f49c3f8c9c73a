#pragma once

// OuterDoor: what every request passes first and every reply last: bodies that were sent coded are
// read decoded, by the gateway's firewall too; replies are compressed, and say what browsers may do
// with them.

#include "kernel/http/handler.h"

namespace sangam::apps {

// Any loop; immutable.
class OuterDoor final : public http::RequestHandler {
 public:
  // `inner` outlives it.
  explicit OuterDoor(http::RequestHandler& inner) : inner_(inner) {}

  Task<http::Response> handle(http::Request& request) override;
  void failed(const http::Request& request, const std::exception_ptr& cause) noexcept override {
    inner_.failed(request, cause);
  }

 private:
  http::RequestHandler& inner_;
};

}  // namespace sangam::apps
