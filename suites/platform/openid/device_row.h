#pragma once

// DeviceRow: a device that waits for a decision, as the database has it. Private to this folder.

#include "base/scalars.h"
#include "suites/platform/openid/types.h"

namespace sangam::suites::platform::openid {

struct DeviceRow {
  ClientId client_id;
  std::string scopes;
  std::string state;  // waiting, approved, denied
  std::optional<GrantId> grant_id;
  std::int32_t interval_seconds = 0;
  std::optional<Timestamp> polled_at;
  Timestamp expires_at;
};
SANGAM_DESCRIBE(DeviceRow, (client_id, ""), (scopes, ""), (state, ""), (grant_id, ""),
                (interval_seconds, ""), (polled_at, ""), (expires_at, ""))

}  // namespace sangam::suites::platform::openid
