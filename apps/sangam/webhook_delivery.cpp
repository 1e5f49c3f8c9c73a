#include "apps/sangam/webhook_delivery.h"

#include "kernel/store/pool.h"
#include "suites/platform/webhooks/webhooks.h"

namespace sangam::apps {

namespace {

namespace webhooks = suites::platform::webhooks;
using http::client::AddressPolicy;

// What is not answered by then is cut off, and sent again by who delivers next.
constexpr std::chrono::seconds kStopPatience{5};

http::client::ClientSettings client_settings(bool any_address) {
  http::client::ClientSettings settings;
  settings.name = "webhooks";
  settings.addresses = any_address ? AddressPolicy::any : AddressPolicy::public_only;
  settings.user_agent = "Sangam-Webhooks/1";
  // Endpoints have a schedule of their own, and share hosts that others have spoilt.
  settings.breaker.failures = 0;
  return settings;
}

Task<void> run(webhooks::Dispatcher& dispatcher, std::promise<void>& ended) {
  co_await dispatcher.run();
  ended.set_value();
}

}  // namespace

struct WebhookDelivery::OnLoop {
  OnLoop(const WebhookParts& parts, runtime::EventLoop& loop)
      : relay(loop,
              {.endpoint = parts.endpoint, .role = store::Role::relay, .size = kWebhookSessions}),
        client(loop, client_settings(parts.any_address)),
        dispatcher(loop, parts.app, relay, client, parts.vault, {.keep = parts.keep}) {}

  store::Pool relay;
  http::client::Client client;
  webhooks::Dispatcher dispatcher;
};

WebhookDelivery::WebhookDelivery(WebhookParts parts) : parts_(parts) {
  parts_.loops.call(0, [this] {
    on_loop_ = std::make_unique<OnLoop>(parts_, parts_.loops.loop(0));
    start_detached(run(on_loop_->dispatcher, ended_));
  });
  parts_.module.set_dispatcher(&on_loop_->dispatcher);
}

WebhookDelivery::~WebhookDelivery() {
  parts_.module.set_dispatcher(nullptr);
  parts_.loops.call(0, [this] { on_loop_->dispatcher.stop(); });
  const auto ended = ended_.get_future();
  if (ended.wait_for(kStopPatience) != std::future_status::ready)
    parts_.loops.call(0, [this] { on_loop_->client.stop(); });
  ended.wait();
  parts_.loops.call(0, [this] { on_loop_.reset(); });
}

telemetry::HealthVerdict WebhookDelivery::health() const { return on_loop_->dispatcher.health(); }

void WebhookDelivery::describe(const webhooks::Receiver& receiver, telemetry::Snapshot& out) const {
  const http::client::NamedCounters clients[] = {
      {on_loop_->client.settings().name, &on_loop_->client.counters()}};
  webhooks::describe(on_loop_->dispatcher, receiver, out);
  http::client::describe(clients, out);
}

}  // namespace sangam::apps
