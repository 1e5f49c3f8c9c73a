// What limits cost a request in this process: finding three buckets among 30,000 and taking a token
// of each, on one thread and on two at once. Prints nanoseconds a request as a line of JSON.

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <thread>
#include <vector>

#include "base/assert.h"
#include "kernel/gateway/limits/limiter.h"

namespace {

using namespace sangam::gateway::limits;

constexpr std::size_t kRequests = 2'000'000;
constexpr std::uint64_t kTenants = 10'000;
constexpr std::uint64_t kStride = 7'919;  // so that neighbours in time are not neighbours in memory
constexpr Rate kWide{100'000'000, 100};

// Which must be let in, all of them.
void serve(Limiter& limiter) {
  for (std::uint64_t i = 0; i < kRequests; ++i) {
    const auto now = static_cast<std::int64_t>(1'000'000'000'000 + i);
    const auto tenant = i * kStride % kTenants;
    Claims claims;
    auto& table = limiter.identities();
    claims.add({&table.find(bucket_key(Level::tenant, tenant, 0), now), kWide, Level::tenant});
    claims.add({&table.find(bucket_key(Level::operation_class, tenant, 1), now), kWide,
                Level::operation_class});
    claims.add({&table.find(bucket_key(Level::key, tenant, 7), now), kWide, Level::key});
    const auto verdict = limiter.decide(claims, now);
    SANGAM_ASSERT(verdict && !verdict->refusal);
  }
}

double nanoseconds_a_request(std::size_t threads) {
  Limiter limiter({}, 1);
  const auto began = std::chrono::steady_clock::now();
  {
    std::vector<std::jthread> all;
    for (std::size_t i = 0; i < threads; ++i)
      all.emplace_back([&limiter] { serve(limiter); });
  }
  const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - began;
  return took.count() / static_cast<double>(kRequests);
}

}  // namespace

int main() {
  fmt::print("{{\"one_thread\": {:.1f}, \"two_threads\": {:.1f}}}\n", nanoseconds_a_request(1),
             nanoseconds_a_request(2));
  return 0;
}
