#pragma once

// Points in monotonic time, for bounding waits. Not wall-clock time: never stored, never shown, and
// unaffected by changes of the machine's clock. Precise to the microsecond; the waits themselves
// are coarse (see coarse_timer.h). Free of locks; any thread may use a value.

#include <chrono>
#include <compare>
#include <cstdint>

namespace sangam::runtime {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

// Nanoseconds of the machine's monotonic clock, from an arbitrary origin.
std::int64_t monotonic_nanoseconds() noexcept;

// The moment after which a wait is given up. A value; ordered by time; `never()` is last.
class Deadline {
 public:
  // A deadline that does not pass.
  static constexpr Deadline never() noexcept { return Deadline{INT64_MAX}; }
  // The moment `duration` from now; a negative duration has passed already.
  static Deadline in(nanoseconds duration) noexcept;
  // The moment at a value of monotonic_nanoseconds().
  static constexpr Deadline at(std::int64_t nanoseconds) noexcept { return Deadline{nanoseconds}; }

  bool passed() const noexcept;
  // Time left, zero once passed; nanoseconds::max() for never().
  nanoseconds remaining() const noexcept;
  constexpr std::int64_t time() const noexcept { return time_; }

  friend constexpr auto operator<=>(Deadline, Deadline) noexcept = default;

 private:
  explicit constexpr Deadline(std::int64_t time) noexcept : time_(time) {}

  std::int64_t time_;
};

}  // namespace sangam::runtime
