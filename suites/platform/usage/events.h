#pragma once

// What this module emits; the stream is "usage".

#include "suites/platform/usage/types.h"

namespace sangam::suites::platform::usage {

struct LimitNeared {
  static constexpr std::string_view kEventType = "usage.limit_neared";
  static constexpr std::int32_t kEventVersion = 1;
  Limit limit = Limit::calls;
  std::int32_t percent = 0;
  std::int64_t used = 0;
  std::int64_t allowed = 0;
};
SANGAM_DESCRIBE(LimitNeared, (limit, "Of what: calls or storage_bytes"),
                (percent, "80 or 100; each once a month"), (used, "How much is used"),
                (allowed, "How much the plan allows"))

}  // namespace sangam::suites::platform::usage
