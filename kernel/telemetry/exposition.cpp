// A snapshot as Prometheus reads it:
// https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "kernel/telemetry/snapshot.h"

namespace sangam::telemetry {

namespace {

// Each a bound of a bucket, so that the cumulative counts are exact. Those of SLOs are among them.
constexpr std::array<std::int64_t, 16> kBounds{
    100'000,       250'000,       500'000,       1'000'000,     2'500'000,   5'000'000,
    10'000'000,    25'000'000,    50'000'000,    100'000'000,   250'000'000, 500'000'000,
    1'000'000'000, 2'500'000'000, 5'000'000'000, 10'000'000'000};

std::string_view name(MetricType type) {
  constexpr std::string_view kNames[] = {"counter", "gauge", "histogram"};
  return kNames[static_cast<std::size_t>(type)];
}

void append_escaped(std::string_view text, bool quotes, std::string& out) {
  for (const char c : text) {
    if (c == '\\') out += "\\\\";
    else if (c == '\n') out += "\\n";
    else if (c == '"' && quotes) out += "\\\"";
    else out += c;
  }
}

void append_labels(const Labels& labels, std::string_view bound, std::string& out) {
  if (labels.empty() && bound.empty()) return;
  out += '{';
  for (const auto& [label, value] : labels) {
    if (out.back() != '{') out += ',';
    out.append(label).append("=\"");
    append_escaped(value, true, out);
    out += '"';
  }
  if (!bound.empty()) {
    if (out.back() != '{') out += ',';
    out.append("le=\"").append(bound).append("\"");
  }
  out += '}';
}

void append_value(double value, std::string& out) {
  if (std::isnan(value)) out += "NaN";
  else if (std::isinf(value)) out += value > 0 ? "+Inf" : "-Inf";
  else if (value == std::floor(value) && std::abs(value) < 1e15)
    fmt::format_to(std::back_inserter(out), "{}", static_cast<std::int64_t>(value));
  else fmt::format_to(std::back_inserter(out), "{}", value);
  out += '\n';
}

void append_line(std::string_view name, std::string_view suffix, const Labels& labels,
                 std::string_view bound, double value, std::string& out) {
  out.append(name).append(suffix);
  append_labels(labels, bound, out);
  out += ' ';
  append_value(value, out);
}

void append_histogram(std::string_view name, const Sample& sample, std::string& out) {
  const auto& counts = *sample.histogram;
  for (const auto bound : kBounds)
    append_line(name, "_bucket", sample.labels, bound_text(bound),
                static_cast<double>(counts.at_most(bound)), out);
  const auto total = static_cast<double>(counts.total());
  append_line(name, "_bucket", sample.labels, "+Inf", total, out);
  append_line(name, "_sum", sample.labels, "", static_cast<double>(counts.sum_nanoseconds) / 1e9,
              out);
  append_line(name, "_count", sample.labels, "", total, out);
}

}  // namespace

std::span<const std::int64_t> exposed_bounds() noexcept { return kBounds; }

std::string bound_text(std::int64_t nanoseconds) {
  return fmt::format("{}", static_cast<double>(nanoseconds) / 1e9);
}

std::string exposition(const Snapshot& snapshot) {
  std::string out;
  for (const auto& [family_name, family] : snapshot.families()) {
    out.append("# HELP ").append(family_name).append(" ");
    append_escaped(family.help, false, out);
    out.append("\n# TYPE ").append(family_name).append(" ").append(name(family.type)).append("\n");
    for (const auto& sample : family.samples) {
      if (sample.histogram) append_histogram(family_name, sample, out);
      else append_line(family_name, "", sample.labels, "", sample.value, out);
    }
  }
  return out;
}

}  // namespace sangam::telemetry
