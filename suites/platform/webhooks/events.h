#pragma once

// What this module emits.

#include "suites/platform/webhooks/types.h"

namespace sangam::suites::platform::webhooks {

// An endpoint was given up: the owner has to look at it.
struct EndpointDisabled {
  static constexpr std::string_view kEventType = "webhooks.endpoint.disabled";
  static constexpr std::int32_t kEventVersion = 1;
  EndpointId endpoint;
  std::string url;
  std::string reason;
};
SANGAM_DESCRIBE(EndpointDisabled, (endpoint, "Which"), (url, "Its address"),
                (reason, "gone: it answered 410; failing: nothing was delivered for 5 days"))

// Somebody told us something, and it was verified. The body is stored: read it by the id.
struct WebhookReceived {
  static constexpr std::string_view kEventType = "webhooks.received";
  static constexpr std::int32_t kEventVersion = 1;
  ReceivedId received;
  SourceId source;
  std::string source_name;
  std::string style;
  std::string provider_id;
  std::string content_type;
};
SANGAM_DESCRIBE(WebhookReceived, (received, "What was stored"), (source, "Who told it"),
                (source_name, "The source's name"), (style, "How it was signed"),
                (provider_id, "The provider's id of it"), (content_type, "Of its body"))

}  // namespace sangam::suites::platform::webhooks
