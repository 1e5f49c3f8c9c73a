#pragma once

// Rows that several statements of this module return.

#include <optional>

#include "base/describe.h"
#include "base/id.h"
#include "base/scalars.h"
#include "base/timestamp.h"

namespace sangam::suites::platform::factors {

// That an account's row was there and is changed.
struct AccountRow {
  Uuid id;
};
SANGAM_DESCRIBE(AccountRow, (id, ""))

// What an account has.
struct FactorsRow {
  std::optional<Timestamp> app_since;  // confirmed then
  std::optional<Timestamp> app_used_at;
  std::int64_t passkeys = 0;
  std::int64_t recovery_codes = 0;

  bool any() const noexcept { return app_since || passkeys > 0; }
};
SANGAM_DESCRIBE(FactorsRow, (app_since, ""), (app_used_at, ""), (passkeys, ""),
                (recovery_codes, ""))

}  // namespace sangam::suites::platform::factors
