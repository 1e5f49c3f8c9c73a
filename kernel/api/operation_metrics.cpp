#include "kernel/api/operation_metrics.h"

namespace sangam::api {

OperationMetrics::OperationMetrics(std::span<const Operation* const> operations,
                                   telemetry::Registry& registry) {
  const auto add = [&](const Operation* operation, const std::string& name, std::string_view kind) {
    auto& instruments = instruments_[operation];
    const telemetry::Labels labels{{"operation", name}, {"kind", std::string(kind)}};
    for (int digit = 2; digit <= 5; ++digit) {
      auto with_status = labels;
      with_status.emplace_back("status", std::to_string(digit) + "xx");
      instruments.by_class[digit] =
          &registry.counter("sangam_operation_requests_total",
                            "Requests by operation and class of status", std::move(with_status));
    }
    instruments.duration =
        &registry.histogram("sangam_operation_duration_seconds",
                            "Time from the head of a request to the head of its reply", labels);
  };
  add(nullptr, "none", "none");
  for (const auto* operation : operations)
    add(operation, operation->name, api::name(operation->kind));
}

void OperationMetrics::record(const Operation* operation, int status,
                              std::int64_t duration_nanoseconds) const {
  const auto& instruments = instruments_.at(operation);
  if (auto* counter = instruments.by_class[status / 100]) counter->add();
  instruments.duration->record(duration_nanoseconds);
}

}  // namespace sangam::api
