#pragma once

// Departures: what else ends when somebody is removed from a tenant. Modules above this one keep
// things of users, teams for instance, and are told in the same unit of work.

#include "base/id.h"
#include "base/task.h"

namespace sangam::api {
class Call;
}

namespace sangam::suites::platform {

// Any loop.
class Departures {
 public:
  virtual ~Departures() = default;
  // Before the user is gone, whose row is locked. The unit of work is of the role auth.
  virtual Task<void> leave(api::Call& call, UserId user) = 0;
};

}  // namespace sangam::suites::platform
