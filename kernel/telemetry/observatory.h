#pragma once

// Observatory: what the process knows of itself over time, for operators: health, series, the
// figures of operations. Beside it stand the registry, the tracer and the log's tail, which
// everybody writes.

#include "kernel/telemetry/health.h"
#include "kernel/telemetry/operation_history.h"
#include "kernel/telemetry/series.h"

namespace sangam::telemetry {

// Reading: any thread.
class Observatory {
 public:
  explicit Observatory(Registry& registry = telemetry::registry())
      : history_(registry), series_(registry, key_series()) {}

  Health& health() noexcept { return health_; }
  // The last look; beat() looks again.
  const Health& health() const noexcept { return health_; }
  const OperationHistory& history() const noexcept { return history_; }
  const SeriesRecorder& series() const noexcept { return series_; }

  // Once a second, from one thread, numbered from 0.
  void beat(std::uint64_t number, Timestamp now);

 private:
  Health health_;
  OperationHistory history_;
  SeriesRecorder series_;
};

}  // namespace sangam::telemetry
