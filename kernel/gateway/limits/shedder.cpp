#include "kernel/gateway/limits/shedder.h"

#include <algorithm>

namespace sangam::gateway::limits {

// Each level at twice the lag of the one before.
int Shedder::wanted(Pressure pressure) const noexcept {
  if (settings_.lag_nanoseconds == 0) return 0;
  auto lag = pressure.lag_nanoseconds;
  const bool starved = settings_.cpu_share > 0 && pressure.cpu_share >= settings_.cpu_share;
  if (starved) lag *= 2;
  for (int level = kLevelsMost; level > 0; --level)
    if (lag >= settings_.lag_nanoseconds << (level - 1)) return level;
  return 0;
}

int Shedder::look(Pressure pressure) {
  const int wanted_level = wanted(pressure);
  above_ = wanted_level > level_ ? above_ + 1 : 0;
  // Falling asks for more than not rising: half the pressure that holds the level.
  const auto doubled = Pressure{pressure.lag_nanoseconds * 2, pressure.cpu_share};
  below_ = wanted(doubled) < level_ ? below_ + 1 : 0;
  if (above_ >= kLooksToRise) {
    ++level_;
    above_ = 0;
  } else if (below_ >= kLooksToFall) {
    --level_;
    below_ = 0;
  }
  return level_;
}

}  // namespace sangam::gateway::limits
