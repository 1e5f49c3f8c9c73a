#include "suites/platform/webhooks/webhooks.h"

#include <algorithm>

#include "suites/platform/webhooks/message_body.h"
#include "suites/platform/webhooks/statements.h"

namespace sangam::suites::platform::webhooks {

WebhooksModule::WebhooksModule(WebhooksSettings settings)
    : endpoints_({.any_address = settings.any_address,
                  .types = types_,
                  .vault = settings.vault,
                  .wake = [this](std::int32_t tenant) { wake(tenant); }}),
      sources_(settings.vault) {}

void WebhooksModule::offer(const std::vector<const api::Module*>& modules) {
  for (const auto* module : modules)
    for (const auto& event : module->events())
      if (event.for_tenants &&
          std::ranges::find(types_, event.name, &EventType::name) == types_.end())
        types_.push_back({event.name, event.summary});
}

void WebhooksModule::wake(std::int32_t tenant) {
  if (auto* dispatcher = dispatcher_.load()) dispatcher->wake(tenant);
}

// One at a time: the order of the log is the order of every line.
events::Consumer WebhooksModule::consumer() {
  events::Consumer consumer;
  consumer.name = "platform.webhooks";
  for (const auto& type : types_)
    consumer.types.push_back(type.name);
  consumer.handle = [this](events::Delivery& delivery) { return line_up(delivery); };
  consumer.concurrency = 1;
  consumer.batch = 100;
  consumer.concerned = &kConcerned;
  return consumer;
}

Task<void> WebhooksModule::line_up(events::Delivery& delivery) {
  if (!delivery.may_send()) co_return;
  const auto& event = delivery.event();
  delivery.later(kQueue, event.id, event.type, event.occurred_at,
                 message_body(event.type, event.occurred_at, event.payload));
  wake(event.tenant_id);
  co_return;
}

}  // namespace sangam::suites::platform::webhooks
