#pragma once

// A latency histogram of constant size and constant relative error, after the idea of HDR
// histograms: one row of buckets a power of two, each row split evenly.

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace sangam::benchmarks::load {

// Values are nanoseconds, 0 to 2^42-1 (73 minutes); larger ones count as the largest. A percentile
// is at most 0.8 % above the true value. `record` is O(1) and never allocates. Not thread-safe.
class Histogram {
 public:
  Histogram();

  void record(std::uint64_t nanoseconds) noexcept;
  void clear() noexcept;

  std::uint64_t count() const noexcept { return count_; }
  std::uint64_t max() const noexcept { return max_; }
  double mean() const noexcept;

  // The smallest recorded bound that `percent` (0 to 100) of the values do not exceed; 0 when
  // nothing was recorded. O(buckets).
  std::uint64_t percentile(double percent) const noexcept;

 private:
  static constexpr int kSubBits = 7;  // 128 buckets a power of two: below 0.8 % error
  static constexpr int kValueBits = 42;
  static constexpr std::size_t kBuckets = std::size_t{kValueBits - kSubBits + 1} << kSubBits;

  static std::size_t bucket_of(std::uint64_t value) noexcept;
  static std::uint64_t highest_in(std::size_t bucket) noexcept;

  std::unique_ptr<std::array<std::uint64_t, kBuckets>> buckets_;
  std::uint64_t count_ = 0;
  std::uint64_t max_ = 0;
  std::uint64_t sum_ = 0;
};

}  // namespace sangam::benchmarks::load
