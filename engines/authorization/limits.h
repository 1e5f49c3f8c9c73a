#pragma once

// What a question may cost, and what its answer can be.

#include <cstdint>

#include "base/describe.h"

namespace sangam::authorization {

enum class Outcome : std::uint8_t {
  denied,
  undecided,  // a condition would decide it, but lacks its context: treat it as denied
  allowed,
};
SANGAM_ENUM(Outcome, denied, undecided, allowed)

struct Limits {
  int depth = 64;                // intersections and exclusions inside each other
  std::int64_t steps = 100'000;  // tuples and objects looked at
};

}  // namespace sangam::authorization
