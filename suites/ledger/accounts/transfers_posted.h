#pragma once

// The event that tells of a batch of transfers: the transfers themselves are the stream, read from
// their table.

#include "base/describe.h"
#include "base/scalars.h"
#include "base/timestamp.h"

namespace sangam::suites::ledger {

// One for each tenant of a batch of the lane; `ledger_engine.cpp` writes its text.
struct TransfersPosted {
  static constexpr std::string_view kEventType = "ledger.transfers.posted";
  static constexpr std::int32_t kEventVersion = 1;

  std::int64_t count = 0;
  Timestamp first;
  Timestamp last;
};
SANGAM_DESCRIBE(TransfersPosted, (count, "How many"), (first, "Timestamp of the first"),
                (last, "Timestamp of the last"))

}  // namespace sangam::suites::ledger
