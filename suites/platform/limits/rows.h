#pragma once

// Rows of this module's tables.

#include <optional>
#include <string>

#include "base/describe.h"
#include "base/id.h"
#include "base/scalars.h"

namespace sangam::suites::platform::limits {

struct PlanRow {
  std::string name;
  std::string settings;
};
SANGAM_DESCRIBE(PlanRow, (name, ""), (settings, ""))

struct TenantRow {
  std::int32_t tenant_id = 0;
  std::optional<std::string> plan;
  std::string settings;
};
SANGAM_DESCRIBE(TenantRow, (tenant_id, ""), (plan, ""), (settings, ""))

struct KeyRow {
  std::int32_t tenant_id = 0;
  Uuid key_id;
  std::int32_t quota = 0;
  std::int32_t window_seconds = 0;
};
SANGAM_DESCRIBE(KeyRow, (tenant_id, ""), (key_id, ""), (quota, ""), (window_seconds, ""))

struct KeyNameRow {
  std::int32_t tenant_id = 0;
  Uuid key_id;
};
SANGAM_DESCRIBE(KeyNameRow, (tenant_id, ""), (key_id, ""))

}  // namespace sangam::suites::platform::limits
