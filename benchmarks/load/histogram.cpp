#include "benchmarks/load/histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "base/assert.h"

namespace sangam::benchmarks::load {

Histogram::Histogram() : buckets_(std::make_unique<std::array<std::uint64_t, kBuckets>>()) {
  clear();
}

void Histogram::record(std::uint64_t nanoseconds) noexcept {
  constexpr std::uint64_t kLargest = (std::uint64_t{1} << kValueBits) - 1;
  const std::uint64_t value = std::min(nanoseconds, kLargest);
  ++(*buckets_)[bucket_of(value)];
  ++count_;
  sum_ += value;
  max_ = std::max(max_, value);
}

void Histogram::clear() noexcept {
  buckets_->fill(0);
  count_ = max_ = sum_ = 0;
}

double Histogram::mean() const noexcept {
  return count_ == 0 ? 0 : static_cast<double>(sum_) / static_cast<double>(count_);
}

std::uint64_t Histogram::percentile(double percent) const noexcept {
  SANGAM_ASSERT(percent >= 0 && percent <= 100);
  if (count_ == 0) return 0;
  const double wanted = std::ceil(static_cast<double>(count_) * percent / 100);
  const auto rank = std::max<std::uint64_t>(1, static_cast<std::uint64_t>(wanted));
  std::uint64_t seen = 0;
  for (std::size_t bucket = 0; bucket < kBuckets; ++bucket) {
    seen += (*buckets_)[bucket];
    if (seen >= rank) return std::min(highest_in(bucket), max_);
  }
  return max_;
}

// Values below 2^kSubBits have a bucket each (row 0). Row r >= 1 holds the values whose highest bit
// is kSubBits - 1 + r, in steps of 2^(r-1).
std::size_t Histogram::bucket_of(std::uint64_t value) noexcept {
  const int width = std::bit_width(value);
  if (width <= kSubBits) return static_cast<std::size_t>(value);
  const int row = width - kSubBits;
  const std::uint64_t step = (value >> (row - 1)) - (std::uint64_t{1} << kSubBits);
  return (static_cast<std::size_t>(row) << kSubBits) + static_cast<std::size_t>(step);
}

std::uint64_t Histogram::highest_in(std::size_t bucket) noexcept {
  const std::size_t row = bucket >> kSubBits;
  if (row == 0) return bucket;
  const std::size_t step = bucket & ((std::size_t{1} << kSubBits) - 1);
  const std::uint64_t next = (std::uint64_t{1} << kSubBits) + step + 1;
  return (next << (row - 1)) - 1;
}

}  // namespace sangam::benchmarks::load
