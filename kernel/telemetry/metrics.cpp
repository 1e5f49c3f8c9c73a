#include "kernel/telemetry/metrics.h"

#include <algorithm>
#include <numeric>

namespace sangam::telemetry {

namespace detail {

std::size_t assign_stripe() noexcept {
  static std::atomic<std::size_t> threads{0};
  stripe_plus_one = threads.fetch_add(1, std::memory_order_relaxed) % kStripes + 1;
  return stripe_plus_one;
}

}  // namespace detail

namespace {

constexpr double kNanosecondsASecond = 1e9;

}  // namespace

struct Histogram::Stripe {
  std::array<std::atomic<std::uint64_t>, kBuckets> buckets{};
  std::atomic<std::uint64_t> sum{0};
};

std::uint64_t Counter::value() const noexcept {
  std::uint64_t total = 0;
  for (const auto& cell : cells_)
    total += cell.value.load(std::memory_order_relaxed);
  return total;
}

std::size_t bucket_of(std::int64_t nanoseconds) noexcept {
  const std::int64_t value = nanoseconds - 1;  // bounds belong to the bucket below
  if (value < kFirstBound) return 0;
  std::int64_t unit = kFirstBound;
  std::size_t first = 1;
  for (std::size_t decade = 0; decade < kDecades; ++decade, unit *= 10, first += kPartsADecade)
    if (value < unit * 10) return first + static_cast<std::size_t>((value - unit) / (unit / 4));
  return kBuckets - 1;
}

std::int64_t bucket_bound(std::size_t bucket) noexcept {
  if (bucket >= kBuckets - 1) return INT64_MAX;
  if (bucket == 0) return kFirstBound;
  std::int64_t unit = kFirstBound;
  for (std::size_t decade = (bucket - 1) / kPartsADecade; decade > 0; --decade)
    unit *= 10;
  return unit + unit / 4 * static_cast<std::int64_t>((bucket - 1) % kPartsADecade + 1);
}

std::uint64_t HistogramCounts::total() const noexcept {
  return std::accumulate(buckets.begin(), buckets.end(), std::uint64_t{0});
}

std::uint64_t HistogramCounts::at_most(std::int64_t nanoseconds) const noexcept {
  const auto last = bucket_of(nanoseconds);
  const auto whole = last + (bucket_bound(last) <= nanoseconds ? 1 : 0);
  return std::accumulate(buckets.begin(), buckets.begin() + static_cast<std::ptrdiff_t>(whole),
                         std::uint64_t{0});
}

double HistogramCounts::quantile(double q) const noexcept {
  const auto all = total();
  if (all == 0) return 0;
  const double wanted = std::clamp(q, 0.0, 1.0) * static_cast<double>(all);
  // A share that should be a whole number of values may come out as a little more.
  const double rounding = static_cast<double>(all) * 1e-12;
  double seen = 0;
  for (std::size_t i = 0; i < kBuckets; ++i) {
    const auto here = static_cast<double>(buckets[i]);
    if (here > 0 && seen + here + rounding >= wanted) {
      const auto low = i == 0 ? 0.0 : static_cast<double>(bucket_bound(i - 1));
      // What is above the last bound is not known better than that.
      const auto high = i == kBuckets - 1 ? low : static_cast<double>(bucket_bound(i));
      const auto share = std::min((wanted - seen) / here, 1.0);
      return (low + (high - low) * share) / kNanosecondsASecond;
    }
    seen += here;
  }
  return static_cast<double>(bucket_bound(kBuckets - 2)) / kNanosecondsASecond;
}

HistogramCounts HistogramCounts::since(const HistogramCounts& earlier) const noexcept {
  HistogramCounts difference;
  for (std::size_t i = 0; i < kBuckets; ++i)
    difference.buckets[i] = buckets[i] - earlier.buckets[i];
  difference.sum_nanoseconds = sum_nanoseconds - earlier.sum_nanoseconds;
  return difference;
}

void HistogramCounts::add(const HistogramCounts& other) noexcept {
  for (std::size_t i = 0; i < kBuckets; ++i)
    buckets[i] += other.buckets[i];
  sum_nanoseconds += other.sum_nanoseconds;
}

Histogram::~Histogram() {
  for (auto& stripe : stripes_)
    delete stripe.load(std::memory_order_relaxed);
}

// Two threads of one stripe may meet here the first time: one of them gives way.
Histogram::Stripe& Histogram::stripe() noexcept {
  auto& slot = stripes_[detail::stripe()];
  if (auto* stripe = slot.load(std::memory_order_acquire)) return *stripe;
  auto fresh = std::make_unique<Stripe>();
  Stripe* expected = nullptr;
  if (slot.compare_exchange_strong(expected, fresh.get(), std::memory_order_acq_rel))
    return *fresh.release();
  return *expected;
}

void Histogram::record(std::int64_t nanoseconds) noexcept {
  const auto positive = std::max<std::int64_t>(nanoseconds, 0);
  auto& own = stripe();
  own.buckets[bucket_of(positive)].fetch_add(1, std::memory_order_relaxed);
  own.sum.fetch_add(static_cast<std::uint64_t>(positive), std::memory_order_relaxed);
}

HistogramCounts Histogram::counts() const noexcept {
  HistogramCounts counts;
  for (const auto& slot : stripes_) {
    const auto* stripe = slot.load(std::memory_order_acquire);
    if (stripe == nullptr) continue;
    for (std::size_t i = 0; i < kBuckets; ++i)
      counts.buckets[i] += stripe->buckets[i].load(std::memory_order_relaxed);
    counts.sum_nanoseconds += stripe->sum.load(std::memory_order_relaxed);
  }
  return counts;
}

}  // namespace sangam::telemetry
