#pragma once

// What a tenant used this month, for those who refuse more.

#include "base/task.h"
#include "base/timestamp.h"
#include "kernel/runtime/deadline.h"
#include "kernel/store/pool.h"

namespace sangam::suites::platform::usage {

// Calls in the month of UTC that `now` is in, without those that were refused; some seconds old.
// `auth` is a pool of that role.
Task<std::int64_t> served_calls(store::Pool& auth, std::int32_t tenant, Timestamp now,
                                runtime::Deadline deadline);

}  // namespace sangam::suites::platform::usage
