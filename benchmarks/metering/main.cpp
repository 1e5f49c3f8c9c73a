// Bench: what counting a call for its tenant costs, against a counter under a lock
//
// Threads count for tenants at random. The peer is what one writes first: a hash map of counters
// behind one std::mutex. Prints a line a figure, nanoseconds a count as a thread sees it.

#include <fmt/format.h>

#include <chrono>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <vector>

#include "kernel/metering/meters.h"

namespace {

using sangam::metering::Meter;
using sangam::metering::Meters;
using sangam::metering::Outcome;

constexpr std::uint32_t kCounts = 4'000'000;  // of each thread

// An inexpensive sequence that visits tenants in no order (a linear congruential generator).
struct Tenants {
  std::uint32_t state = 1;
  std::int32_t many = 1;
  std::int32_t next() noexcept {
    state = state * 1'664'525 + 1'013'904'223;
    return 1 + static_cast<std::int32_t>(
                   (std::uint64_t{state} * static_cast<std::uint32_t>(many)) >> 32);
  }
};

template <class Count>
double nanoseconds(int threads, std::int32_t tenants, Count count) {
  const auto began = std::chrono::steady_clock::now();
  {
    std::vector<std::jthread> all;
    for (int i = 0; i < threads; ++i)
      all.emplace_back([&, i] {
        Tenants sequence{.state = static_cast<std::uint32_t>(i + 1), .many = tenants};
        for (std::uint32_t n = 0; n < kCounts; ++n)
          count(sequence.next());
      });
  }
  const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - began;
  return took.count() / kCounts;
}

void measure(int threads, std::int32_t tenants) {
  Meters meters;
  const auto ours = nanoseconds(threads, tenants, [&](std::int32_t tenant) {
    meters.count(tenant, Meter::calls_api_key, Outcome::succeeded);
  });
  std::mutex mutex;
  std::unordered_map<std::int32_t, std::uint64_t> counters;
  const auto theirs = nanoseconds(threads, tenants, [&](std::int32_t tenant) {
    const std::lock_guard lock(mutex);
    ++counters[tenant];
  });
  fmt::print(
      "bench=metering figure=count_{}_threads_{}_tenants ours={:.1f} unit=ns"
      " peer=mutex_and_map theirs={:.1f} ratio={:.2f}\n",
      threads, tenants, ours, theirs, theirs / ours);
}

}  // namespace

int main() {
  for (const int threads : {1, 2})
    for (const std::int32_t tenants : {10, 1'000, 100'000})
      measure(threads, tenants);
  return 0;
}
