#pragma once

// Webhooks out in this process: the dispatcher with its client and sessions, on the first loop.

#include <chrono>
#include <cstddef>
#include <future>
#include <memory>

#include "kernel/runtime/loop_group.h"
#include "kernel/store/connection_settings.h"
#include "kernel/telemetry/health.h"
#include "kernel/telemetry/snapshot.h"

namespace sangam::store {
class Pool;
}
namespace sangam::vault {
class Vault;
}
namespace sangam::suites::platform::webhooks {
class Receiver;
class WebhooksModule;
}  // namespace sangam::suites::platform::webhooks

namespace sangam::apps {

// Sessions of the role relay, beside those of the loop's own pools.
inline constexpr std::size_t kWebhookSessions = 2;

// What it works with; all outlives it.
struct WebhookParts {
  runtime::LoopGroup& loops;  // they run
  const store::Endpoint& endpoint;
  store::Pool& app;  // of the first loop
  vault::Vault& vault;
  suites::platform::webhooks::WebhooksModule& module;
  bool any_address = false;    // endpoints may be anywhere: for demos and tests
  std::chrono::days keep{30};  // messages and attempts
};

// Main thread only, describe() apart. Starts at once.
class WebhookDelivery {
 public:
  explicit WebhookDelivery(WebhookParts parts);
  ~WebhookDelivery();  // messages under way end, within some seconds

  // For /metrics; any thread.
  void describe(const suites::platform::webhooks::Receiver& receiver,
                telemetry::Snapshot& out) const;
  telemetry::HealthVerdict health() const;  // any thread

 private:
  struct OnLoop;

  WebhookParts parts_;
  std::unique_ptr<OnLoop> on_loop_;
  std::promise<void> ended_;
};

}  // namespace sangam::apps
