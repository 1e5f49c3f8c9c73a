#pragma once

// Rate, errors and duration of every operation, for /metrics. Recording is lock-free for operations
// known at construction, and safe from any thread.

#include <memory>
#include <span>
#include <string>

#include "kernel/api/operation.h"

namespace sangam::api {

class OperationMetrics {
 public:
  explicit OperationMetrics(std::span<const Operation* const> operations);
  ~OperationMetrics();

  // `operation` is null for requests that matched none.
  void record(const Operation* operation, int status, std::int64_t duration_nanoseconds);

  // The Prometheus text format, version 0.0.4.
  std::string exposition() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sangam::api
