#pragma once

// Small books and any traffic on them, for property tests. Apart from the tests, because
// RapidCheck's generators take long to compile.

#include <rapidcheck.h>

#include <vector>

#include "engines/ledger/memory_lane.h"

namespace sangam::engines::ledger {

inline constexpr TenantNumber kTenant = 1;
inline constexpr AccountNumber kAccounts = 4;
inline constexpr Timestamp kNow{1'700'000'000 * kNanosecondsPerSecond};

using Request = std::vector<TransferCommand>;
using Requests = std::vector<Request>;

// One ledger; account 1 free, 2 and 3 limited, 4 with an overdraft.
void open_books(MemoryLane& lane);

// Few ids, so that repetitions, holds and their ends meet.
Request any_request();
Requests any_requests();

}  // namespace sangam::engines::ledger
