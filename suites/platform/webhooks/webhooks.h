#pragma once

// The module platform/webhooks: telling others what happened, and being told. Start here.

#include "kernel/api/module.h"
#include "kernel/events/consumer.h"
#include "kernel/telemetry/snapshot.h"
#include "suites/platform/webhooks/dispatcher.h"
#include "suites/platform/webhooks/endpoints.h"
#include "suites/platform/webhooks/history.h"
#include "suites/platform/webhooks/receiver.h"
#include "suites/platform/webhooks/sources.h"

namespace sangam::suites::platform::webhooks {

struct WebhooksSettings {
  bool any_address = false;       // loopback, private networks and http too: for demos and tests
  vault::Vault* vault = nullptr;  // lives until the server stops; null in programs that only
                                  // describe operations
};

// The services behind the module's operations. Lives until the server stops.
class WebhooksModule {
 public:
  explicit WebhooksModule(WebhooksSettings settings);

  // The events that tenants may ask for, of what modules declare; before the first request.
  void offer(const std::vector<const api::Module*>& modules);
  // Who is told that there is something to send; null again before it is destroyed.
  void set_dispatcher(Dispatcher* dispatcher) { dispatcher_ = dispatcher; }
  // The durable consumer that lines events up. It refers to this object.
  events::Consumer consumer();

  Endpoints& endpoints() noexcept { return endpoints_; }
  History& history() noexcept { return history_; }
  Sources& sources() noexcept { return sources_; }

 private:
  Task<void> line_up(events::Delivery& delivery);
  void wake(std::int32_t tenant);

  std::vector<EventType> types_;  // that may be asked for
  std::atomic<Dispatcher*> dispatcher_{nullptr};
  Endpoints endpoints_;
  History history_;
  Sources sources_;
};

void declare(api::Module& module, WebhooksModule& services);

// For /metrics. Any thread.
void describe(const Dispatcher& dispatcher, const Receiver& receiver, telemetry::Snapshot& out);

}  // namespace sangam::suites::platform::webhooks
