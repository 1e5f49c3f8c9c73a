#include "kernel/runtime/deadline.h"

#include <time.h>

namespace sangam::runtime {

std::int64_t monotonic_nanoseconds() noexcept {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

Deadline Deadline::in(nanoseconds duration) noexcept {
  const std::int64_t now = monotonic_nanoseconds();
  const std::int64_t span = duration.count();
  if (span >= INT64_MAX - now) return never();
  return Deadline{now + span};
}

bool Deadline::passed() const noexcept {
  return time_ != INT64_MAX && monotonic_nanoseconds() >= time_;
}

nanoseconds Deadline::remaining() const noexcept {
  if (time_ == INT64_MAX) return nanoseconds::max();
  const std::int64_t left = time_ - monotonic_nanoseconds();
  return nanoseconds{left > 0 ? left : 0};
}

}  // namespace sangam::runtime
