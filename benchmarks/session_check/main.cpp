// What finding out who asks costs a request whose credential was seen lately: the hash of its
// token, and the look into a full cache. Prints nanoseconds a check as a line of JSON.

#include <fmt/format.h>
#include <sodium.h>

#include <chrono>
#include <vector>

#include "base/assert.h"
#include "suites/platform/identity/identity_cache.h"

namespace {

using sangam::suites::platform::hash_token;
using sangam::suites::platform::IdentityCache;

constexpr std::size_t kChecks = 2'000'000;
constexpr std::size_t kStride = 7'919;  // so that neighbours in memory are not neighbours in time

std::vector<std::string> fill(IdentityCache& cache, sangam::Timestamp now, sangam::Timestamp end) {
  const auto identity = std::make_shared<sangam::api::Identity>();
  std::vector<std::string> tokens;
  for (std::size_t i = 0; i < IdentityCache::kCapacity; ++i) {
    tokens.push_back(sangam::suites::platform::make_session_token());
    cache.insert(hash_token(tokens.back()), identity, cache.epoch(), now, end);
  }
  return tokens;
}

}  // namespace

int main() {
  SANGAM_ASSERT(sodium_init() >= 0);
  const sangam::Timestamp now{1};
  IdentityCache cache;
  const auto tokens = fill(cache, now, sangam::Timestamp{INT64_MAX});
  const auto began = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < kChecks; ++i)
    SANGAM_ASSERT(cache.find(hash_token(tokens[i * kStride % tokens.size()]), now) != nullptr);
  const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - began;
  fmt::print("{{\"sessions\": {}, \"nanoseconds\": {:.1f}}}\n", tokens.size(),
             took.count() / static_cast<double>(kChecks));
  return 0;
}
