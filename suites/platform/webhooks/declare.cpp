#include "suites/platform/webhooks/events.h"
#include "suites/platform/webhooks/webhooks.h"

namespace sangam::suites::platform::webhooks {

namespace {

using api::DataClass;
using store::Role::auth;

constexpr const char* kRead = "webhooks:read";
constexpr const char* kWrite = "webhooks:write";

void declare_endpoints(api::Module& module, Endpoints& s) {
  module.query<&Endpoints::list>("webhooks.endpoints.list", s)
      .get("/webhooks/endpoints")
      .permission(kRead)
      .sorts({"created_at"})
      .summary("List endpoints");
  module.query<&Endpoints::get>("webhooks.endpoints.get", s)
      .get("/webhooks/endpoints/{id}")
      .permission(kRead)
      .summary("Read an endpoint");
  // Replies with a secret are not kept for a repeated Idempotency-Key.
  module.command<&Endpoints::create>("webhooks.endpoints.create", s)
      .post("/webhooks/endpoints")
      .created()
      .idempotent_by_content()
      .personal()
      .permission(kWrite)
      .data(DataClass::restricted)
      .summary("Make an endpoint: where you want to be told");
  module.command<&Endpoints::change>("webhooks.endpoints.change", s)
      .patch("/webhooks/endpoints/{id}")
      .conditional()
      .personal()
      .permission(kWrite)
      .summary("Change an endpoint");
  module.command<&Endpoints::remove>("webhooks.endpoints.delete", s)
      .remove("/webhooks/endpoints/{id}")
      .permission(kWrite)
      .summary("Delete an endpoint and what waits for it");
  module.command<&Endpoints::enable>("webhooks.endpoints.enable", s)
      .post("/webhooks/endpoints/{id}/enable")
      .permission(kWrite)
      .summary("Enable an endpoint: what waits is sent");
  module.command<&Endpoints::disable>("webhooks.endpoints.disable", s)
      .post("/webhooks/endpoints/{id}/disable")
      .permission(kWrite)
      .summary("Disable an endpoint: what waits stays, new events pass it by");
  module.command<&Endpoints::rotate_secret>("webhooks.endpoints.rotate_secret", s)
      .post("/webhooks/endpoints/{id}/rotate-secret")
      .idempotent_by_content()
      .personal()
      .permission(kWrite)
      .data(DataClass::restricted)
      .summary("Make a new secret; the one before signs too for 24 hours");
  module.command<&Endpoints::send_test>("webhooks.endpoints.test", s)
      .post("/webhooks/endpoints/{id}/test")
      .permission(kWrite)
      .summary("Send a test event");
  module.command<&Endpoints::replay>("webhooks.endpoints.replay", s)
      .post("/webhooks/endpoints/{id}/replay")
      .personal()
      .permission(kWrite)
      .summary("Send the events of a time again");
  module.query<&Endpoints::preview_replay>("webhooks.endpoints.preview_replay", s)
      .get("/webhooks/endpoints/{id}/replay-preview")
      .permission(kRead)
      .summary("Tell what a replay would send");
}

void declare_history(api::Module& module, WebhooksModule& services) {
  module.query<&Endpoints::event_types>("webhooks.event_types.list", services.endpoints())
      .get("/webhooks/event-types")
      .permission(kRead)
      .summary("List the types of events an endpoint can ask for");
  auto& s = services.history();
  module.query<&History::attempts>("webhooks.attempts.list", s)
      .get("/webhooks/attempts")
      .permission(kRead)
      .data(DataClass::restricted)
      .sorts({"id"})
      .summary("List attempts, the newest first");
  module.query<&History::deliveries>("webhooks.deliveries.list", s)
      .get("/webhooks/deliveries")
      .permission(kRead)
      .sorts({"sequence"})
      .summary("List what waits, and what was given up");
  module.query<&History::message>("webhooks.messages.get", s)
      .get("/webhooks/messages/{id}")
      .permission(kRead)
      .data(DataClass::restricted)
      .summary("Read a message as it is sent");
}

void declare_sources(api::Module& module, Sources& s) {
  module.query<&Sources::list>("webhooks.sources.list", s)
      .get("/webhooks/sources")
      .permission(kRead)
      .sorts({"created_at"})
      .summary("List sources: who may tell you something");
  module.command<&Sources::create>("webhooks.sources.create", s)
      .post("/webhooks/sources")
      .created()
      .idempotent_by_content()
      .personal()
      .permission(kWrite)
      .database_role(auth)
      .data(DataClass::restricted)
      .summary("Make a source");
  module.command<&Sources::rotate>("webhooks.sources.rotate_secret", s)
      .post("/webhooks/sources/{id}/rotate-secret")
      .personal()
      .permission(kWrite)
      .database_role(auth)
      .data(DataClass::restricted)
      .summary("Give a new secret; the one before is accepted for 24 hours");
  module.command<&Sources::remove>("webhooks.sources.delete", s)
      .remove("/webhooks/sources/{id}")
      .permission(kWrite)
      .database_role(auth)
      .summary("Delete a source");
  module.query<&Sources::received>("webhooks.received.list", s)
      .get("/webhooks/received")
      .permission(kRead)
      .sorts({"id"})
      .summary("List what sources told, the newest first");
  module.query<&Sources::read>("webhooks.received.get", s)
      .get("/webhooks/received/{id}")
      .permission(kRead)
      .data(DataClass::restricted)
      .summary("Read what a source told");
}

}  // namespace

void declare(api::Module& module, WebhooksModule& services) {
  module
      .event<EndpointDisabled>(
          "An endpoint answered 410, or failed for five days, and was disabled")
      .for_tenants();
  module.event<WebhookReceived>("A source told something").for_tenants();
  declare_endpoints(module, services.endpoints());
  declare_history(module, services);
  declare_sources(module, services.sources());
}

}  // namespace sangam::suites::platform::webhooks
