#pragma once

// CallBacklog: counts of calls that were taken and are not in the database yet, handed out in
// batches with numbers: the same batch until it is known to be written. While it has any, nothing
// more is taken, so what waits is bounded by what metering::CallTimes holds. Pure.

#include <cstdint>
#include <span>
#include <vector>

#include "kernel/metering/call_times.h"

namespace sangam::suites::platform::usage {

// Numbers begin with 1 and grow.
struct CallBatch {
  std::int64_t number = 0;
  std::span<const metering::CallCount> counts;
};

// Used by one thread.
class CallBacklog {
 public:
  static constexpr std::size_t kBatchMost = 5'000;

  bool empty() const noexcept { return done_ == waiting_.size(); }
  // Only when empty.
  void fill(std::vector<metering::CallCount> counts);

  // Only when not empty. The same until written() is called.
  CallBatch next() const noexcept;
  void written() noexcept;

 private:
  std::vector<metering::CallCount> waiting_;
  std::size_t done_ = 0;
  std::int64_t number_ = 1;
};

}  // namespace sangam::suites::platform::usage
