#pragma once

// What this module emits; the stream is "gateway".

#include <string>

#include "base/describe.h"
#include "base/scalars.h"

namespace sangam::suites::platform::gateway {

inline constexpr std::string_view kStream = "gateway";

struct GatewayChanged {
  static constexpr std::string_view kEventType = "gateway.changed";
  static constexpr std::int32_t kEventVersion = 1;
  std::string changed_by;
};
SANGAM_DESCRIBE(GatewayChanged, (changed_by, "Who changed the rules"))

struct MaintenanceChanged {
  static constexpr std::string_view kEventType = "gateway.maintenance.changed";
  static constexpr std::int32_t kEventVersion = 1;
  bool on = false;
  std::string message;
};
SANGAM_DESCRIBE(MaintenanceChanged, (on, "Whether requests are turned away"),
                (message, "What they are told"))

}  // namespace sangam::suites::platform::gateway
