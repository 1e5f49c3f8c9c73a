#include "kernel/telemetry/operation_history.h"

#include <algorithm>

namespace sangam::telemetry {

namespace {

std::string label(const Sample& sample, std::string_view name) {
  const auto found = std::ranges::find(sample.labels, name, &Labels::value_type::first);
  return found == sample.labels.end() ? std::string() : found->second;
}

}  // namespace

OperationHistory::Readings OperationHistory::read() const {
  const auto snapshot = registry_.collect();
  Readings readings;
  if (const auto* requests = snapshot.find("sangam_operation_requests_total"))
    for (const auto& sample : requests->samples) {
      if (sample.value == 0) continue;
      auto& reading = readings[label(sample, "operation")];
      const auto status = label(sample, "status");
      reading.kind = label(sample, "kind");
      reading.requests += sample.value;
      if (status == "4xx") reading.refused += sample.value;
      if (status == "5xx") reading.failed += sample.value;
    }
  if (const auto* durations = snapshot.find("sangam_operation_duration_seconds"))
    for (const auto& sample : durations->samples) {
      const auto found = readings.find(label(sample, "operation"));
      if (found != readings.end()) found->second.durations = sample.histogram;
    }
  return readings;
}

void OperationHistory::remember(Timestamp now) {
  Moment moment{now, read()};
  const std::lock_guard lock(mutex_);
  if (!moments_.empty())
    for (auto& [name, reading] : moment.readings) {
      const auto before = moments_.back().readings.find(name);
      if (before != moments_.back().readings.end() && before->second.requests == reading.requests)
        reading.durations = before->second.durations;
    }
  if (moments_.size() >= kHistoryMinutes) moments_.pop_front();
  moments_.push_back(std::move(moment));
}

std::vector<OperationFigures> OperationHistory::figures(Timestamp now, std::size_t minutes,
                                                        double& seconds) const {
  auto current = read();
  const std::lock_guard lock(mutex_);
  const auto back = std::min(minutes, moments_.size());
  const Moment* start = back == 0 ? nullptr : &moments_[moments_.size() - back];
  seconds =
      start == nullptr ? 0 : static_cast<double>(now.nanoseconds - start->at.nanoseconds) / 1e9;
  std::vector<OperationFigures> all;
  for (auto& [name, reading] : current) {
    OperationFigures figures{name, reading.kind, reading.requests, reading.refused, reading.failed,
                             {}};
    if (reading.durations) figures.durations = *reading.durations;
    if (start != nullptr) {
      const auto before = start->readings.find(name);
      if (before != start->readings.end()) {
        figures.requests -= before->second.requests;
        figures.refused -= before->second.refused;
        figures.failed -= before->second.failed;
        if (before->second.durations)
          figures.durations = figures.durations.since(*before->second.durations);
      }
    }
    if (figures.requests > 0) all.push_back(std::move(figures));
  }
  return all;
}

}  // namespace sangam::telemetry
