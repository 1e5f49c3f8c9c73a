#pragma once

// Resources of this module.

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/scalars.h"
#include "base/text.h"
#include "base/timestamp.h"

namespace sangam::suites::platform::webhooks {

struct EndpointResource {
  static constexpr std::string_view kIdPrefix = "whe";
};
struct MessageResource {
  static constexpr std::string_view kIdPrefix = "msg";
};
struct AttemptResource {
  static constexpr std::string_view kIdPrefix = "wha";
};
struct SourceResource {
  static constexpr std::string_view kIdPrefix = "src";
};
struct ReceivedResource {
  static constexpr std::string_view kIdPrefix = "whr";
};
using EndpointId = Id<EndpointResource>;
using MessageId = Id<MessageResource>;
using AttemptId = Id<AttemptResource>;
using SourceId = Id<SourceResource>;
using ReceivedId = Id<ReceivedResource>;

using EventTypeName = Text<1, 120>;
using UrlText = Text<1, 2048>;

// A type of event that endpoints may ask for.
struct EventType {
  std::string name;
  std::string summary;
};
SANGAM_DESCRIBE(EventType, (name, "As endpoints name it"), (summary, "What happened"))

// How long an old secret goes on signing (out) or being accepted (in) after a new one was made.
inline constexpr std::int64_t kOverlapNanoseconds = 24 * 3'600 * kNanosecondsPerSecond;

}  // namespace sangam::suites::platform::webhooks
