#pragma once

// OperationHistory: rate, errors and duration of each operation over the last minutes, for a table
// that people read. A reading a minute for an hour; an operation that nobody calls costs nothing.

#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "base/timestamp.h"
#include "kernel/telemetry/registry.h"

namespace sangam::telemetry {

inline constexpr std::size_t kHistoryMinutes = 60;

struct OperationFigures {
  std::string operation;
  std::string kind;
  double requests = 0;  // in the window
  double refused = 0;   // 4xx
  double failed = 0;    // 5xx
  HistogramCounts durations;
};

// Any thread.
class OperationHistory {
 public:
  explicit OperationHistory(const Registry& registry) : registry_(registry) {}

  // Once a minute.
  void remember(Timestamp now);
  // What was called in the last `minutes` (1..60), or since the server started. `seconds` gets how
  // long that was.
  std::vector<OperationFigures> figures(Timestamp now, std::size_t minutes, double& seconds) const;

 private:
  struct Reading {
    double requests = 0;
    double refused = 0;
    double failed = 0;
    std::string kind;
    std::shared_ptr<const HistogramCounts> durations;  // shared with the reading before if equal
  };
  using Readings = std::map<std::string, Reading, std::less<>>;
  struct Moment {
    Timestamp at;
    Readings readings;
  };
  Readings read() const;

  const Registry& registry_;
  mutable std::mutex mutex_;
  std::deque<Moment> moments_;
};

}  // namespace sangam::telemetry
