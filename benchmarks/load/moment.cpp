#include "benchmarks/load/moment.h"

#include <ctime>

namespace sangam::benchmarks::load {

namespace {

std::int64_t read_clock(clockid_t clock) noexcept {
  timespec time{};
  clock_gettime(clock, &time);
  return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

}  // namespace

std::int64_t monotonic_nanoseconds() noexcept { return read_clock(CLOCK_MONOTONIC); }

std::int64_t unix_milliseconds() noexcept { return read_clock(CLOCK_REALTIME) / 1'000'000; }

std::int64_t used_cpu_nanoseconds() noexcept { return read_clock(CLOCK_PROCESS_CPUTIME_ID); }

}  // namespace sangam::benchmarks::load
