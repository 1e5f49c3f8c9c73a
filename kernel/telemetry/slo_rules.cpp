#include "kernel/telemetry/slo_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/assert.h"
#include "kernel/telemetry/snapshot.h"

namespace sangam::telemetry {

namespace {

constexpr std::int64_t kQuarterSecond = 250'000'000;
constexpr std::int64_t kHalfSecond = 500'000'000;

constexpr std::array<ServiceLevel, 7> kLevels{{
    {"query", 0.999, 0.99, kQuarterSecond},
    {"command", 0.999, 0.99, kHalfSecond},
    {"posting", 0.999, 0.99, kHalfSecond},
    {"process", 0.995, 0, 0},
    {"task", 0.995, 0, 0},
    {"upload", 0.995, 0, 0},
    {"download", 0.995, 0, 0},
}};

// Burning at `factor` times the rate that lasts thirty days, over both windows, for `wait`.
struct BurnRate {
  std::string_view longer;
  std::string_view shorter;
  double factor;
  std::string_view wait;
  std::string_view severity;
};
constexpr std::array<BurnRate, 4> kBurnRates{{{"1h", "5m", 14.4, "2m", "page"},
                                              {"6h", "30m", 6, "15m", "page"},
                                              {"1d", "2h", 3, "1h", "ticket"},
                                              {"3d", "6h", 1, "3h", "ticket"}}};
constexpr std::array<std::string_view, 7> kWindows{"5m", "30m", "1h", "2h", "6h", "1d", "3d"};

auto back(std::string& out) { return std::back_inserter(out); }

void append_record(std::string_view name, std::string_view window, std::string_view expression,
                   std::string_view kind, std::string& out) {
  fmt::format_to(back(out), "      - record: sangam:{}:ratio_rate{}\n        expr: {}\n", name,
                 window, expression);
  fmt::format_to(back(out), "        labels:\n          kind: {}\n", kind);
}

// The share of bad requests of each window. Without any request there is no share, and no alert.
void append_recordings(const ServiceLevel& level, std::string& out) {
  for (const auto window : kWindows) {
    append_record(
        "operation_errors", window,
        fmt::format(R"(sum(rate(sangam_operation_requests_total{{kind="{0}",status="5xx"}}[{1}])))"
                    R"( / sum(rate(sangam_operation_requests_total{{kind="{0}"}}[{1}])))",
                    level.kind, window),
        level.kind, out);
    if (level.latency == 0) continue;
    append_record(
        "operation_slow", window,
        fmt::format(
            R"(1 - sum(rate(sangam_operation_duration_seconds_bucket{{kind="{0}",le="{2}"}}[{1}])))"
            R"( / sum(rate(sangam_operation_duration_seconds_count{{kind="{0}"}}[{1}])))",
            level.kind, window, bound_text(level.bound)),
        level.kind, out);
  }
}

void append_alert(std::string_view alert, std::string_view record, std::string_view summary,
                  double budget, const ServiceLevel& level, const BurnRate& burn,
                  std::string& out) {
  const auto term = [&](std::string_view window) {
    return fmt::format(R"(sangam:{}:ratio_rate{}{{kind="{}"}} > {:.6g})", record, window,
                       level.kind, burn.factor * budget);
  };
  fmt::format_to(back(out), "      - alert: {}\n        expr: {} and {}\n        for: {}\n", alert,
                 term(burn.longer), term(burn.shorter), burn.wait);
  fmt::format_to(back(out),
                 "        labels:\n          severity: {}\n          kind: {}\n"
                 "          window: {}\n",
                 burn.severity, level.kind, burn.longer);
  fmt::format_to(back(out), "        annotations:\n          summary: \"{}\"\n", summary);
}

void append_alerts(const ServiceLevel& level, std::string& out) {
  for (const auto& burn : kBurnRates) {
    append_alert("SangamErrorBudgetBurns", "operation_errors",
                 fmt::format("Operations of kind {} fail {} times as often as they may", level.kind,
                             burn.factor),
                 1 - level.availability, level, burn, out);
    if (level.latency == 0) continue;
    append_alert("SangamLatencyBudgetBurns", "operation_slow",
                 fmt::format("Operations of kind {} take over {} s {} times as often as they may",
                             level.kind, bound_text(level.bound), burn.factor),
                 1 - level.latency, level, burn, out);
  }
}

}  // namespace

std::span<const ServiceLevel> service_levels() noexcept { return kLevels; }

std::string prometheus_rules(std::span<const ServiceLevel> levels) {
  std::string out = "# Written by `sangam slo rules`; do not edit.\ngroups:\n";
  out += "  - name: sangam-slo-recordings\n    interval: 30s\n    rules:\n";
  for (const auto& level : levels) {
    SANGAM_ASSERT(level.latency == 0 || std::ranges::count(exposed_bounds(), level.bound) == 1);
    append_recordings(level, out);
  }
  out += "  - name: sangam-slo-alerts\n    rules:\n";
  for (const auto& level : levels)
    append_alerts(level, out);
  return out;
}

}  // namespace sangam::telemetry
