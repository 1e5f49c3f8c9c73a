#pragma once

// Keeps requests under way at a lane for some seconds and measures them.

#include <chrono>
#include <vector>

#include "benchmarks/lane/transfer_source.h"
#include "kernel/lane/lane_group.h"

namespace sangam::benchmarks {

struct DriverSettings {
  std::size_t batch = 1'000;  // transfers a request
  std::size_t under_way = 2;  // requests at the lane at any time: one is applied, one waits
  // Not measured: caches fill, and pages are logged whole the first time after a checkpoint.
  std::chrono::duration<double> warm_up{2};
  std::chrono::duration<double> duration{4};
};

struct Measured {
  double per_second = 0;             // transfers
  std::vector<double> latencies_ms;  // of whole requests, sorted; never empty

  double percentile_ms(double share) const;
};

// Blocks until done. Throws what ended a request, and std::runtime_error when the ledger refused a
// transfer: a figure of refusals is none.
Measured measure(lane::LaneGroup& lanes, const MeasuredLedger& ledger, Case which,
                 const DriverSettings& settings);

}  // namespace sangam::benchmarks
