#pragma once

// CallHistogram: calls that are told together, by how long they took. Pure.

#include <array>
#include <cstdint>

#include "kernel/metering/call_times.h"

namespace sangam::suites::platform::usage {

// Of calls in one bucket (kernel/metering/call_times.h).
struct BucketRow {
  std::int32_t bucket = 0;
  std::int64_t value = 0;
  std::int64_t refused = 0;
  std::int64_t failed = 0;
};

class CallHistogram {
 public:
  // A bucket that there is none of counts as the nearest.
  void add(const BucketRow& row) noexcept;

  std::int64_t calls() const noexcept { return calls_; }
  std::int64_t refused() const noexcept { return refused_; }
  std::int64_t failed() const noexcept { return failed_; }

  // Microseconds below which `share` of the calls were, 0 < share <= 1, evenly spread within a
  // bucket; 0 without calls.
  std::int64_t time_us(double share) const noexcept;

 private:
  std::array<std::int64_t, metering::kTimeBuckets> buckets_{};
  std::int64_t calls_ = 0;
  std::int64_t refused_ = 0;
  std::int64_t failed_ = 0;
};

}  // namespace sangam::suites::platform::usage
