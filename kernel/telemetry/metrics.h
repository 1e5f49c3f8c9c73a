#pragma once

// The instruments of /metrics: counters, gauges, histograms of durations. Recording takes no lock
// and allocates nothing (a histogram's stripe once a thread apart): every thread writes to a stripe
// of its own, and reading adds the stripes up. Made by a Registry and alive as long as it.

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace sangam::telemetry {

// Threads beyond this many share stripes, which costs them time but loses nothing.
inline constexpr std::size_t kStripes = 8;

namespace detail {
std::size_t assign_stripe() noexcept;
// 0: not assigned yet.
inline thread_local std::size_t stripe_plus_one = 0;
inline std::size_t stripe() noexcept {
  return (stripe_plus_one != 0 ? stripe_plus_one : assign_stripe()) - 1;
}
}  // namespace detail

// Only grows. Any thread; some nanoseconds.
class Counter {
 public:
  void add(std::uint64_t by = 1) noexcept {
    cells_[detail::stripe()].value.fetch_add(by, std::memory_order_relaxed);
  }
  std::uint64_t value() const noexcept;

 private:
  struct alignas(64) Cell {
    std::atomic<std::uint64_t> value{0};
  };
  std::array<Cell, kStripes> cells_{};
};

// A number that goes up and down. Any thread.
class Gauge {
 public:
  void set(std::int64_t value) noexcept { value_.store(value, std::memory_order_relaxed); }
  void add(std::int64_t by) noexcept { value_.fetch_add(by, std::memory_order_relaxed); }
  std::int64_t value() const noexcept { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::int64_t> value_{0};
};

// Buckets of a histogram: log-linear in tens. Seven decades from 10 microseconds to 100 seconds,
// each cut into 36 equal parts, so that bounds are round numbers and a quantile is off by a quarter
// at most; one bucket below and one above.
inline constexpr std::size_t kDecades = 7;
inline constexpr std::size_t kPartsADecade = 36;
inline constexpr std::size_t kBuckets = kDecades * kPartsADecade + 2;
inline constexpr std::int64_t kFirstBound = 10'000;  // nanoseconds

// The bucket of a duration: those at most its upper bound and above the one before.
std::size_t bucket_of(std::int64_t nanoseconds) noexcept;
// The upper bound of a bucket in nanoseconds; INT64_MAX for the last.
std::int64_t bucket_bound(std::size_t bucket) noexcept;

// What a histogram has counted.
struct HistogramCounts {
  std::array<std::uint64_t, kBuckets> buckets{};
  std::uint64_t sum_nanoseconds = 0;

  std::uint64_t total() const noexcept;
  // How many took at most this long; exact for bounds of buckets.
  std::uint64_t at_most(std::int64_t nanoseconds) const noexcept;
  // The duration in seconds below which the share `q` (0..1) lies, interpolated within its bucket;
  // 0 when nothing was counted.
  double quantile(double q) const noexcept;
  // What came after `earlier`, an older reading of the same histogram.
  HistogramCounts since(const HistogramCounts& earlier) const noexcept;
  void add(const HistogramCounts& other) noexcept;
};

// Any thread. A stripe's 2 KB are allocated by its first recording.
class Histogram {
 public:
  Histogram() = default;
  ~Histogram();
  Histogram(const Histogram&) = delete;
  Histogram& operator=(const Histogram&) = delete;

  void record(std::int64_t nanoseconds) noexcept;
  HistogramCounts counts() const noexcept;

 private:
  struct Stripe;
  Stripe& stripe() noexcept;
  std::array<std::atomic<Stripe*>, kStripes> stripes_{};
};

}  // namespace sangam::telemetry
