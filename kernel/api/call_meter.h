#pragma once

// As what a request is counted for its tenant (kernel/metering).

#include "kernel/api/identity.h"
#include "kernel/metering/meters.h"

namespace sangam::api {

// People have sessions; whoever comes without one is a key, a directory or an access token, which
// may be a person's.
metering::Meter meter_of(const Identity& identity) noexcept;
// `status` is 200..599.
metering::Outcome outcome_of(int status) noexcept;

}  // namespace sangam::api
