#pragma once

// What a client counts.

#include <array>
#include <atomic>
#include <cstdint>
#include <span>
#include <string_view>

#include "kernel/http/client/request.h"
#include "kernel/telemetry/snapshot.h"

namespace sangam::http::client {

inline constexpr std::size_t kFailures = std::size(Failure_names);

// Monotonic counters and gauges: written by the client's loop, read by any thread.
struct ClientCounters {
  std::atomic<std::uint64_t> requests{0};
  std::atomic<std::uint64_t> tries{0};
  std::atomic<std::uint64_t> retries_denied{0};          // the budget was spent
  std::array<std::atomic<std::uint64_t>, 6> statuses{};  // of tries, by first digit; [0] unused
  std::array<std::atomic<std::uint64_t>, kFailures> failures{};
  telemetry::Histogram durations;  // of tries
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

// For /metrics; clients of one name (one a loop) are added up.
void describe(std::span<const NamedCounters> clients, telemetry::Snapshot& out);

}  // namespace sangam::http::client
