#pragma once

// A change of the book, told to every process.

#include "kernel/api/call.h"
#include "suites/platform/limits/live_limits.h"
#include "suites/platform/limits/statements.h"

namespace sangam::suites::platform::limits {

// With the call's unit of work; this process looks as soon as that is committed, others within a
// second.
inline void announce(api::Call& call, const LiveLimitsPlace& place) {
  call.later(kRaiseVersion);
  call.after_commit([&place] {
    if (place.live != nullptr) place.live->look_soon();
  });
}

}  // namespace sangam::suites::platform::limits
