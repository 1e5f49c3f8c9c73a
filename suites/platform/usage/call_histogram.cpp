#include "suites/platform/usage/call_histogram.h"

#include <algorithm>
#include <cmath>

namespace sangam::suites::platform::usage {

void CallHistogram::add(const BucketRow& row) noexcept {
  const auto bucket = std::clamp(row.bucket, 0, metering::kTimeBuckets - 1);
  buckets_[static_cast<std::size_t>(bucket)] += row.value;
  calls_ += row.value;
  refused_ += row.refused;
  failed_ += row.failed;
}

std::int64_t CallHistogram::time_us(double share) const noexcept {
  const auto wanted = share * static_cast<double>(calls_);
  double below = 0;
  for (std::int32_t bucket = 0; bucket < metering::kTimeBuckets; ++bucket) {
    const auto here = static_cast<double>(buckets_[static_cast<std::size_t>(bucket)]);
    if (here > 0 && below + here >= wanted) {
      const auto begin = metering::bucket_begin_us(bucket);
      const auto width = metering::bucket_end_us(bucket) - begin;
      return std::llround(begin + width * (wanted - below) / here);
    }
    below += here;
  }
  return 0;
}

}  // namespace sangam::suites::platform::usage
