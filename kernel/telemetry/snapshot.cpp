#include "kernel/telemetry/snapshot.h"

#include <algorithm>

#include "base/assert.h"

namespace sangam::telemetry {

namespace {

bool is_name(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

bool includes(const Labels& labels, const Labels& wanted) {
  return std::ranges::all_of(
      wanted, [&](const auto& label) { return std::ranges::find(labels, label) != labels.end(); });
}

}  // namespace

Family& Snapshot::family(std::string_view name, std::string_view help, MetricType type) {
  const auto found = families_.find(name);
  if (found != families_.end()) {
    SANGAM_ASSERT(found->second.type == type);
    return found->second;
  }
  SANGAM_ASSERT(is_name(name) && !help.empty());
  return families_.emplace(name, Family{std::string(help), type, {}}).first->second;
}

void Snapshot::counter(std::string_view name, std::string_view help, double value, Labels labels) {
  SANGAM_ASSERT(name.ends_with("_total"));
  family(name, help, MetricType::counter).samples.push_back({std::move(labels), value, nullptr});
}

void Snapshot::gauge(std::string_view name, std::string_view help, double value, Labels labels) {
  family(name, help, MetricType::gauge).samples.push_back({std::move(labels), value, nullptr});
}

void Snapshot::histogram(std::string_view name, std::string_view help,
                         const HistogramCounts& counts, Labels labels) {
  family(name, help, MetricType::histogram)
      .samples.push_back({std::move(labels), 0, std::make_shared<const HistogramCounts>(counts)});
}

const Family* Snapshot::find(std::string_view name) const noexcept {
  const auto found = families_.find(name);
  return found == families_.end() ? nullptr : &found->second;
}

double Snapshot::sum(std::string_view name, const Labels& labels) const noexcept {
  double total = 0;
  if (const auto* family = find(name))
    for (const auto& sample : family->samples)
      if (includes(sample.labels, labels)) total += sample.value;
  return total;
}

double Snapshot::largest(std::string_view name) const noexcept {
  double most = 0;
  if (const auto* family = find(name))
    for (const auto& sample : family->samples)
      most = std::max(most, sample.value);
  return most;
}

HistogramCounts Snapshot::merged(std::string_view name) const noexcept {
  HistogramCounts all;
  if (const auto* family = find(name))
    for (const auto& sample : family->samples)
      if (sample.histogram) all.add(*sample.histogram);
  return all;
}

}  // namespace sangam::telemetry
