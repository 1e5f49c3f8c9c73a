#include "base/clock_difference.h"

#include <cstdlib>

namespace sangam {

std::string about_clocks(Timestamp theirs, Timestamp ours) {
  constexpr std::int64_t kMinute = 60 * kNanosecondsPerSecond;
  // Each by itself first: the ends of what can be said are further apart than that.
  const auto minutes = ours.nanoseconds / kMinute - theirs.nanoseconds / kMinute;
  if (std::llabs(minutes) < 2) return {};
  const auto many = std::to_string(std::llabs(minutes)) + " minutes ";
  if (minutes < 0) return "By that its clock is " + many + "ahead of ours.";
  return "By that its clock is " + many + "behind ours, or it was on its way for so long.";
}

}  // namespace sangam
