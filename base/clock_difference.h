#pragma once

// Clocks of others, in words.

#include <string>

#include "base/timestamp.h"

namespace sangam {

// What it means that something came with the time `theirs` when it is `ours` here: "By that its
// clock is 7 minutes behind ours, or it was on its way for so long." Empty when they differ by less
// than two minutes.
std::string about_clocks(Timestamp theirs, Timestamp ours);

}  // namespace sangam
