#pragma once

// The load generator's clocks. It measures real time from outside the server, so it does not use
// the server's clock, which a test may move.

#include <cstdint>

namespace sangam::benchmarks::load {

// Nanoseconds since an arbitrary start; never goes back.
std::int64_t monotonic_nanoseconds() noexcept;

// Milliseconds since 1970, for identifiers.
std::int64_t unix_milliseconds() noexcept;

// Processor time this process has used, in nanoseconds.
std::int64_t used_cpu_nanoseconds() noexcept;

}  // namespace sangam::benchmarks::load
