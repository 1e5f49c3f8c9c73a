#pragma once

// How long to wait before trying again: doubled with each failure up to a limit, and spread, so
// that many who failed together do not come back together.

#include <chrono>

namespace sangam::events {

// `failures` from 1. Between a half and one and a half times the doubled pause. Any thread.
std::chrono::nanoseconds pause_after(int failures, std::chrono::nanoseconds first,
                                     std::chrono::nanoseconds longest);

}  // namespace sangam::events
