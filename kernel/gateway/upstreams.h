#pragma once

// Upstreams: sends requests on to other servers, from every event loop.

#include <memory>
#include <vector>

#include "base/task.h"
#include "kernel/gateway/upstream_rule.h"
#include "kernel/http/request.h"
#include "kernel/http/response.h"
#include "kernel/runtime/loop_group.h"
#include "kernel/telemetry/metrics.h"

namespace sangam::http::client {
class Client;
struct Request;
}  // namespace sangam::http::client

namespace sangam::gateway {

// Made and destroyed on the main thread while the loops run; asked on a loop.
class Upstreams {
 public:
  // Of a body that is sent on, and of a reply that comes back.
  static constexpr std::size_t kBodyMost = 16 * 1024 * 1024;

  explicit Upstreams(runtime::LoopGroup& loops);
  ~Upstreams();
  Upstreams(const Upstreams&) = delete;
  Upstreams& operator=(const Upstreams&) = delete;

  // What the upstream of `rule` answers. Throws Error{unavailable} when it does not, and what
  // reading the body throws.
  Task<http::Response> forward(http::Request& request, const UpstreamRule& rule);
  // What the upstream of `rule` is to get a copy of, before somebody else reads the body; nothing
  // for one of more than 128 KiB.
  Task<std::unique_ptr<http::client::Request>> copy_of(http::Request& request,
                                                       const UpstreamRule& rule);
  // Sends a copy and forgets it.
  void send(runtime::EventLoop& loop, std::unique_ptr<http::client::Request> copy);

 private:
  const std::shared_ptr<http::client::Client>& client_of(const runtime::EventLoop& loop) const;

  runtime::LoopGroup& loops_;
  // Shared with copies under way.
  std::vector<std::shared_ptr<http::client::Client>> clients_;
  telemetry::Counter& forwarded_;
  telemetry::Counter& failed_;
  telemetry::Counter& mirrored_;
};

}  // namespace sangam::gateway
