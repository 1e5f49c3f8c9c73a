#include "kernel/events/backoff.h"

#include <algorithm>
#include <array>

#include "base/assert.h"
#include "kernel/clock/clock.h"

namespace sangam::events {

std::chrono::nanoseconds pause_after(int failures, std::chrono::nanoseconds first,
                                     std::chrono::nanoseconds longest) {
  SANGAM_ASSERT(failures > 0 && first.count() > 0 && first <= longest);
  auto pause = first;
  for (int i = 1; i < failures && pause < longest; ++i)
    pause *= 2;
  pause = std::min(pause, longest);
  std::array<std::uint8_t, 2> random{};
  clock::random_bytes(random);
  const auto share = (random[0] << 8) | random[1];  // of 65,536
  return pause / 2 + pause / 65'536 * share;
}

}  // namespace sangam::events
