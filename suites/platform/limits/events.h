#pragma once

// What this module emits; the stream is the key.

#include "suites/platform/limits/types.h"

namespace sangam::suites::platform::limits {

struct KeyLimitChanged {
  static constexpr std::string_view kEventType = "limits.key_changed";
  static constexpr std::int32_t kEventVersion = 1;
  ApiKeyId key;
  std::optional<RateSetting> limit;
};
SANGAM_DESCRIBE(KeyLimitChanged, (key, "The API key"),
                (limit, "How much it may ask; absent: as the plan says"))

}  // namespace sangam::suites::platform::limits
