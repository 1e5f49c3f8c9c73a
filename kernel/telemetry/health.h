#pragma once

// Health: how each part of the server is, since when, and why. Parts register a look at themselves;
// looking is cheap, so a part that must ask somebody (the database) does so in the background and
// answers what it last knew.

#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "base/describe.h"
#include "base/timestamp.h"

namespace sangam::telemetry {

enum class HealthState : std::uint8_t {
  well,
  degraded,  // serves, but slower, less, or not everything
  failing,   // does not do its work
};
SANGAM_ENUM(HealthState, well, degraded, failing)

struct HealthVerdict {
  HealthState state = HealthState::well;
  std::string reason;  // for operators, and shown without a sign-in: no names, no addresses
};

struct HealthPart {
  std::string part;
  HealthState state = HealthState::well;
  std::string reason;
  Timestamp since;  // of the state, not of the reason
};

// Any thread.
class Health {
 public:
  using Look = std::function<HealthVerdict()>;

  // `essential`: when it fails, the server cannot serve at all. Looks must not call Health.
  void add(std::string part, bool essential, Look look);
  void remove_all();

  // Looks at every part, which may wait for a disk: not on an event loop. A change of state is
  // logged.
  std::vector<HealthPart> look(Timestamp now);

  // As it was when look() was last called; nothing before the first time.
  std::vector<HealthPart> parts() const;

  // `failing` when an essential part is; `degraded` when any part is not well.
  HealthState overall() const;

 private:
  struct Watched {
    HealthPart shown;
    bool essential = false;
    Look look;
  };
  mutable std::mutex mutex_;
  std::vector<Watched> parts_;
};

// {"state":…,"parts":[{"part":…,"state":…,"reason":…,"since":…}]}
std::string health_json(HealthState overall, const std::vector<HealthPart>& parts);

}  // namespace sangam::telemetry
