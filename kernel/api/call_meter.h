#pragma once

// What a tenant is told of its own calls, by every door (kernel/metering).

#include <cstdint>

#include "base/timestamp.h"
#include "kernel/api/identity.h"
#include "kernel/metering/meters.h"

namespace sangam::api {

// People have sessions; whoever comes without one is a key, a directory or an access token, which
// may be a person's.
metering::Meter meter_of(const Identity& identity) noexcept;
// `status` is 200..599.
metering::Outcome outcome_of(int status) noexcept;

struct Operation;

// How a call ended.
struct EndedCall {
  int status = 0;
  Timestamp began;  // by the machine's clock
  std::int64_t nanoseconds = 0;
};

// Counts a request; nothing for those of nobody, for whom `identity` is null.
void count_request(const Identity* identity, int status);
// Keeps how long an operation took, but those that take as long as the client likes.
void time_call(const Identity* identity, const Operation& operation, const EndedCall& call);
// Whether bodies come or go piece by piece.
bool is_long(const Operation& operation) noexcept;

}  // namespace sangam::api
