#pragma once

// LiveLimits: what the running limits are at, for those who ask. The server's own answer; programs
// that only describe operations have none.

#include "kernel/api/call.h"
#include "suites/platform/limits/types.h"

namespace sangam::suites::platform::limits {

// Any loop.
class LiveLimits {
 public:
  virtual ~LiveLimits() = default;
  // Of whoever asks.
  virtual EffectiveLimits effective(const api::Identity& identity) = 0;
  virtual LimitsState state() = 0;
  // The book has changed: it is to be read soon.
  virtual void look_soon() = 0;
};

// Where it is found once the server runs.
struct LiveLimitsPlace {
  LiveLimits* live = nullptr;
};

}  // namespace sangam::suites::platform::limits
