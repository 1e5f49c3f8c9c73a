#pragma once

// Rate, errors and duration of every operation, in the registry of the process. Recording is
// lock-free and safe from any thread.

#include <span>
#include <string_view>
#include <unordered_map>

#include "kernel/api/operation.h"
#include "kernel/telemetry/registry.h"

namespace sangam::api {

// Immutable after construction. One series an operation and class of status: their number is known
// when the server starts, whatever callers send.
class OperationMetrics {
 public:
  explicit OperationMetrics(std::span<const Operation* const> operations,
                            telemetry::Registry& registry = telemetry::registry());

  // `operation` is null for requests that matched none. `status` is 200..599.
  void record(const Operation* operation, int status, std::int64_t duration_nanoseconds) const;

 private:
  struct Instruments {
    telemetry::Counter* by_class[6]{};  // [2] counts 2xx
    telemetry::Histogram* duration = nullptr;
  };
  std::unordered_map<const Operation*, Instruments> instruments_;
};

}  // namespace sangam::api
