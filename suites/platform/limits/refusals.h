#pragma once

// The errors that requests are turned away with: what was too much, and when to come again. The
// first of `fields` names the limit.

#include <cstdint>
#include <string>

#include "base/error.h"
#include "kernel/gateway/limits/limiter.h"
#include "suites/platform/limits/claims_of.h"

namespace sangam::suites::platform::limits {

// The next full second.
constexpr std::int64_t seconds_up(std::int64_t nanoseconds) {
  return (nanoseconds + kNanosecondsPerSecond - 1) / kNanosecondsPerSecond;
}
// "600 requests in 60 s".
std::string text_of(const gates::Rate& rate);

Error too_many(const gates::Claim& claim, std::int64_t wait_nanoseconds);
Error overloaded(int level);
Error line_full();
Error waited_too_long();
Error month_used_up(std::int64_t most);

}  // namespace sangam::suites::platform::limits
