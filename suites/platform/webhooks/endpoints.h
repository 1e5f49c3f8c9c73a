#pragma once

// Endpoints: where a tenant wants to be told, by self-service.

#include <functional>

#include "kernel/api/list.h"
#include "kernel/vault/vault.h"
#include "suites/platform/webhooks/types.h"

namespace sangam::suites::platform::webhooks {

// Of a tenant: each costs every event a look.
inline constexpr std::int64_t kEndpointsMost = 100;

struct Endpoint {
  EndpointId id;
  std::string url;
  std::string description;
  std::vector<std::string> event_types;
  bool ordered = true;
  std::string state;
  std::optional<std::string> disabled_reason;
  std::optional<Timestamp> failing_since;
  std::optional<Timestamp> previous_until;
  Timestamp created_at;
  Timestamp changed_at;
  std::optional<Timestamp> last_at;
  std::optional<std::string> last_outcome;
  std::optional<std::int32_t> last_status;
  std::optional<std::string> last_failure;
  std::int32_t failed_in_a_row = 0;
};
SANGAM_DESCRIBE(Endpoint, (id, "The endpoint"), (url, "Where to"), (description, "For people"),
                (event_types, "Only these; none: all"),
                (ordered, "Whether a message waits until the ones before it were delivered"),
                (state, "enabled or disabled"),
                (disabled_reason, "switched_off, gone (it answered 410) or failing (for 5 days)"),
                (failing_since, "Since when nothing was delivered; absent while it works"),
                (previous_until, "Until when the secret before the newest signs too"),
                (created_at, "When it was made"), (changed_at, "When it was changed last"),
                (last_at, "When something was sent last; absent before the first time"),
                (last_outcome, "What came of that: delivered or failed"),
                (last_status, "The HTTP status it was answered with"),
                (last_failure, "Why there was no answer"),
                (failed_in_a_row, "Attempts that failed since one was delivered"))

// An endpoint with its secret: shown when it is made, and when its secret is.
struct EndpointWithSecret {
  Endpoint endpoint;
  IssuedSecret secret;
};
SANGAM_DESCRIBE(EndpointWithSecret, (endpoint, "The endpoint"),
                (secret, "For verifying signatures; shown once"))

struct CreateEndpoint {
  UrlText url;
  std::optional<Text<0, 500>> description;
  std::optional<std::vector<EventTypeName>> event_types;
  std::optional<bool> ordered;
};
SANGAM_DESCRIBE(CreateEndpoint, (url, "An https address on the public internet"),
                (description, "For people"), (event_types, "Only these; all unless given"),
                (ordered,
                 "Whether a message waits until the ones before it were delivered; true"
                 " unless said"))

struct NamedEndpoint {
  EndpointId id;
};
SANGAM_DESCRIBE(NamedEndpoint, (id, "The endpoint"))

struct ChangeEndpoint {
  EndpointId id;
  std::optional<UrlText> url;
  std::optional<Text<0, 500>> description;
  std::optional<std::vector<EventTypeName>> event_types;
  std::optional<bool> ordered;
};
SANGAM_DESCRIBE(ChangeEndpoint, (id, "The endpoint"), (url, "Another address"),
                (description, "For people; empty: none"),
                (event_types, "Only these; an empty list: all"),
                (ordered, "Whether a message waits until the ones before it were delivered"))

struct TestSent {
  MessageId message;
};
SANGAM_DESCRIBE(TestSent, (message, "The message; its attempts tell how it went"))

struct ReplayMessages {
  EndpointId id;
  Timestamp from;
  std::optional<Timestamp> to;
  std::optional<std::vector<EventTypeName>> event_types;
};
SANGAM_DESCRIBE(ReplayMessages, (id, "The endpoint"), (from, "Events not before this"),
                (to, "And before this; now unless said"), (event_types, "Only these"))

struct Replayed {
  std::int64_t queued = 0;
};
SANGAM_DESCRIBE(Replayed, (queued, "Messages lined up again; 10000 at most a call"))

struct PreviewReplay {
  EndpointId id;
  Timestamp from;
  std::optional<Timestamp> to;
};
SANGAM_DESCRIBE(PreviewReplay, (id, "The endpoint"), (from, "Events not before this"),
                (to, "And before this; now unless said"))

struct ReplayedType {
  std::string type;
  std::int64_t queued = 0;
  std::int64_t waiting = 0;
  Timestamp first;
  Timestamp last;
};
SANGAM_DESCRIBE(ReplayedType, (type, "The type of event"), (queued, "Would be lined up again"),
                (waiting, "Wait already, and are left where they stand"),
                (first, "When the first of them happened"), (last, "When the last of them did"))

struct ReplayPreview {
  std::vector<ReplayedType> types;
  std::int64_t most = 0;
};
SANGAM_DESCRIBE(ReplayPreview, (types, "What is kept of that time, by type"),
                (most, "So many messages are looked at, the oldest first, as in a replay"))

// What was sent for a test.
inline constexpr std::string_view kTestEventType = "webhooks.test";

struct EndpointSettings {
  bool any_address = false;  // loopback, private networks and http too: for demos and tests
  const std::vector<EventType>& types;            // that may be asked for
  vault::Vault* vault = nullptr;                  // lives until the server stops
  std::function<void(std::int32_t tenant)> wake;  // there is something to send; any thread
};

// Any loop.
class Endpoints {
 public:
  explicit Endpoints(EndpointSettings settings) : settings_(std::move(settings)) {}

  Task<api::Page<Endpoint>> list(api::Call& call, api::Paging paging);
  // Its entity tag is of what its owner decides: messages that are sent meanwhile do not change it.
  Task<Endpoint> get(api::Call& call, NamedEndpoint request);
  Task<EndpointWithSecret> create(api::Call& call, CreateEndpoint request);
  // With If-Match only if nobody changed it in between.
  Task<Endpoint> change(api::Call& call, ChangeEndpoint request);
  Task<Nothing> remove(api::Call& call, NamedEndpoint request);
  Task<Endpoint> enable(api::Call& call, NamedEndpoint request);
  Task<Endpoint> disable(api::Call& call, NamedEndpoint request);
  // The secret before goes on signing for 24 hours.
  Task<EndpointWithSecret> rotate_secret(api::Call& call, NamedEndpoint request);
  Task<TestSent> send_test(api::Call& call, NamedEndpoint request);
  Task<Replayed> replay(api::Call& call, ReplayMessages request);
  // Of all types, a line each: who replays only some of them reads only their lines.
  Task<ReplayPreview> preview_replay(api::Call& call, PreviewReplay request);
  Task<api::Page<EventType>> event_types(api::Call& call, Nothing);

 private:
  std::string checked_url(const UrlText& text) const;
  std::vector<std::string> checked_types(const std::vector<EventTypeName>& names) const;
  void wake_when_done(api::Call& call) const;

  EndpointSettings settings_;
};

}  // namespace sangam::suites::platform::webhooks
