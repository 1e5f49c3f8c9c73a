#pragma once

// Trying an integration out: an operation that does nothing but tell what the server made of a
// call, and an event of it, so that whatever leads there and whatever follows can be seen to work
// before anything depends on it.

#include "kernel/api/module.h"

namespace sangam::suites::platform::integration {

void declare(api::Module& module);

}  // namespace sangam::suites::platform::integration
