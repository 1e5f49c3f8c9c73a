#pragma once

// What a client counts.

#include <array>
#include <atomic>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "kernel/http/client/request.h"

namespace sangam::http::client {

inline constexpr std::size_t kFailures = std::size(Failure_names);
// Upper bounds of the buckets of durations, in milliseconds.
inline constexpr std::array<std::int64_t, 10> kDurationBounds{5,   10,    25,    50,     100,
                                                              250, 1'000, 5'000, 10'000, 30'000};

// Monotonic counters and gauges: written by the client's loop, read by any thread.
struct ClientCounters {
  std::atomic<std::uint64_t> requests{0};
  std::atomic<std::uint64_t> tries{0};
  std::atomic<std::uint64_t> retries_denied{0};          // the budget was spent
  std::array<std::atomic<std::uint64_t>, 6> statuses{};  // of tries, by first digit; [0] unused
  std::array<std::atomic<std::uint64_t>, kFailures> failures{};
  std::array<std::atomic<std::uint64_t>, kDurationBounds.size() + 1> durations{};  // of tries
  std::atomic<std::uint64_t> duration_nanoseconds{0};
  std::atomic<std::int64_t> under_way{0};
  std::atomic<std::int64_t> breakers_open{0};

  // One more try ended so.
  void count(const Reply& reply) noexcept;
};

// Counters under the name that the metrics show.
struct NamedCounters {
  std::string_view client;
  const ClientCounters* counters;
};

// Prometheus text format, version 0.0.4; clients of one name (one a loop) are added up.
std::string exposition(std::span<const NamedCounters> clients);

}  // namespace sangam::http::client
