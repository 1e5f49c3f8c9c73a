#include "kernel/api/operation_metrics.h"

#include <prometheus/counter.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <sstream>
#include <unordered_map>

namespace sangam::api {

namespace {

struct Instruments {
  prometheus::Counter* by_class[6]{};  // [2] counts 2xx
  prometheus::Histogram* duration = nullptr;
};

}  // namespace

struct OperationMetrics::State {
  prometheus::Registry registry;
  std::unordered_map<const Operation*, Instruments> instruments;
};

OperationMetrics::OperationMetrics(std::span<const Operation* const> operations)
    : state_(std::make_unique<State>()) {
  auto& requests = prometheus::BuildCounter()
                       .Name("sangam_operation_requests_total")
                       .Help("Requests by operation and class of status")
                       .Register(state_->registry);
  auto& durations = prometheus::BuildHistogram()
                        .Name("sangam_operation_duration_seconds")
                        .Help("Time from the head of a request to the head of its reply")
                        .Register(state_->registry);
  const prometheus::Histogram::BucketBoundaries buckets{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                                                        0.05,   0.1,   0.25,   0.5,   1,    5};
  const auto add = [&](const Operation* operation, const std::string& name) {
    auto& instruments = state_->instruments[operation];
    for (int digit = 2; digit <= 5; ++digit)
      instruments.by_class[digit] =
          &requests.Add({{"operation", name}, {"status", std::to_string(digit) + "xx"}});
    instruments.duration = &durations.Add({{"operation", name}}, buckets);
  };
  add(nullptr, "none");
  for (const auto* operation : operations)
    add(operation, operation->name);
}

OperationMetrics::~OperationMetrics() = default;

void OperationMetrics::record(const Operation* operation, int status,
                              std::int64_t duration_nanoseconds) {
  const auto& instruments = state_->instruments.at(operation);
  if (auto* counter = instruments.by_class[status / 100]) counter->Increment();
  instruments.duration->Observe(static_cast<double>(duration_nanoseconds) / 1e9);
}

std::string OperationMetrics::exposition() const {
  std::ostringstream out;
  prometheus::TextSerializer().Serialize(out, state_->registry.Collect());
  return std::move(out).str();
}

}  // namespace sangam::api
