#pragma once

// The keys that sign, as operators see and turn them.

#include "kernel/api/call.h"
#include "suites/platform/openid/services.h"

namespace sangam::suites::platform::openid {

struct RotateKeys {
  std::optional<bool> at_once;
};
SANGAM_DESCRIBE(RotateKeys,
                (at_once,
                 "Because a key leaked: the new one signs now, and tokens signed with an older one"
                 " end within seconds; false unless said"))

struct RotatedKeys {
  std::int64_t generation = 0;
};
SANGAM_DESCRIBE(RotatedKeys, (generation, "The number of the newest keys"))

// Any loop.
class Keys {
 public:
  explicit Keys(Services& services) : s_(services) {}

  Task<RotatedKeys> rotate(api::Call& call, RotateKeys request);

 private:
  Services& s_;
};

}  // namespace sangam::suites::platform::openid
