#pragma once

// What a run measured, and how it is printed.

#include <array>
#include <cstdint>
#include <string>

#include "benchmarks/load/histogram.h"

namespace sangam::benchmarks::load {

struct Results {
  Histogram latency;  // of complete responses, whatever their status
  std::array<std::uint64_t, 600> statuses{};
  std::uint64_t connect_errors = 0;
  std::uint64_t broken = 0;  // connections that ended, or answers that were no HTTP
  std::uint64_t timeouts = 0;
  std::uint64_t bytes_received = 0;
  double seconds = 0;
  double cpu_seconds = 0;  // of this program: near `seconds` means it was the bottleneck

  std::uint64_t outside_2xx() const noexcept;
  void clear() noexcept;

  // One line of JSON; latencies in microseconds.
  std::string to_json() const;
};

}  // namespace sangam::benchmarks::load
