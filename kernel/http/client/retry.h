#pragma once

// When to try again: pure decisions, tested without a network.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "kernel/http/client/request.h"

namespace sangam::http::client {

// Full jitter: anything between zero and the doubled pause. `failures` from 1; `random` is uniform
// over 32 bits.
std::chrono::nanoseconds full_jitter(int failures, std::chrono::nanoseconds first,
                                     std::chrono::nanoseconds longest, std::uint32_t random);

// Whether another try could end otherwise.
bool worth_repeating(const Reply& reply) noexcept;
// Whether the origin itself is to blame: what circuit breakers count.
bool blames_origin(const Reply& reply) noexcept;

// A Retry-After field (RFC 9110 §10.2.3): seconds, or an HTTP date compared with `unix_now`.
// Nothing when malformed; never negative, a year at most.
std::optional<std::chrono::seconds> parse_retry_after(std::string_view value,
                                                      std::int64_t unix_now);

// A budget of retries: a tenth of the requests, and a few to begin with, so that retries cannot
// become the load. Belongs to one thread.
class RetryBudget {
 public:
  static constexpr double kShare = 0.1;
  static constexpr double kMost = 10;

  void deposit() noexcept;
  // Takes one retry; false when there is none left.
  bool withdraw() noexcept;

 private:
  double tokens_ = kMost;
};

}  // namespace sangam::http::client
