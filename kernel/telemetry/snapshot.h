#pragma once

// Snapshot: the values of all metrics at one moment, as read from the instruments and from those
// who count for themselves. From it come the text of /metrics and our own time series.

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kernel/telemetry/metrics.h"

namespace sangam::telemetry {

// Names and values; names are [a-z_]+ (asserted), values any UTF-8.
using Labels = std::vector<std::pair<std::string, std::string>>;

enum class MetricType : std::uint8_t { counter, gauge, histogram };

struct Sample {
  Labels labels;
  double value = 0;
  std::shared_ptr<const HistogramCounts> histogram;  // of a histogram; null for others
};

struct Family {
  std::string help;
  MetricType type = MetricType::gauge;
  std::vector<Sample> samples;
};

// Not thread-safe; made and read by one thread.
class Snapshot {
 public:
  // Counters end in _total; names begin with sangam_ and carry base units (seconds, bytes).
  void counter(std::string_view name, std::string_view help, double value, Labels labels = {});
  void gauge(std::string_view name, std::string_view help, double value, Labels labels = {});
  void histogram(std::string_view name, std::string_view help, const HistogramCounts& counts,
                 Labels labels = {});

  const std::map<std::string, Family, std::less<>>& families() const noexcept { return families_; }
  // Null when there is none of that name.
  const Family* find(std::string_view name) const noexcept;
  // Of all samples of the name whose labels include `labels`, added up; 0 without any.
  double sum(std::string_view name, const Labels& labels = {}) const noexcept;
  // The largest of all samples of the name; 0 without any.
  double largest(std::string_view name) const noexcept;
  // All histograms of that name, added up.
  HistogramCounts merged(std::string_view name) const noexcept;

 private:
  Family& family(std::string_view name, std::string_view help, MetricType type);
  std::map<std::string, Family, std::less<>> families_;
};

// The Prometheus text format, version 0.0.4.
std::string exposition(const Snapshot& snapshot);

// The upper bounds, in nanoseconds, of the buckets that exposition() shows.
std::span<const std::int64_t> exposed_bounds() noexcept;
// One of them as it stands in `le`: "0.25".
std::string bound_text(std::int64_t nanoseconds);

}  // namespace sangam::telemetry
