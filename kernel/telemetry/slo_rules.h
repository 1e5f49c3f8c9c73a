#pragma once

// Service levels: what callers may expect of each class of operations, and the Prometheus rules
// that tell when the budget of errors burns too fast (multi-window, multi-burn-rate: Beyer and
// others, "The Site Reliability Workbook", chapter 5).

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace sangam::telemetry {

// The target of one class, over thirty days.
struct ServiceLevel {
  std::string_view kind;    // label of the operations' metrics: "query"
  double availability = 0;  // share of requests not answered with 5xx: 0.999
  double latency = 0;       // share of requests that take at most `bound`; 0: no such target
  std::int64_t bound = 0;   // nanoseconds; one of exposed_bounds() (asserted)
};

// Those of this server. Uploads, downloads and streams take as long as their bodies: no latency.
std::span<const ServiceLevel> service_levels() noexcept;

// A rule file: recording rules for each window, and alerts that name the class.
std::string prometheus_rules(std::span<const ServiceLevel> levels);

}  // namespace sangam::telemetry
