#include "benchmarks/load/results.h"

#include <fmt/format.h>

#include <iterator>

namespace sangam::benchmarks::load {

std::uint64_t Results::outside_2xx() const noexcept {
  std::uint64_t sum = 0;
  for (std::size_t status = 0; status < statuses.size(); ++status)
    if (status < 200 || status >= 300) sum += statuses[status];
  return sum;
}

void Results::clear() noexcept {
  latency.clear();
  statuses.fill(0);
  connect_errors = broken = timeouts = bytes_received = 0;
}

std::string Results::to_json() const {
  const auto micros = [](double nanoseconds) { return nanoseconds / 1e3; };
  const auto at = [&](double percent) {
    return micros(static_cast<double>(latency.percentile(percent)));
  };
  std::string text;
  const auto out = std::back_inserter(text);
  fmt::format_to(out, R"({{"requests":{},"seconds":{:.3f},"per_second":{:.1f},"outside_2xx":{},)",
                 latency.count(), seconds, static_cast<double>(latency.count()) / seconds,
                 outside_2xx());
  fmt::format_to(out, R"("connect_errors":{},"broken":{},"timeouts":{},"bytes_received":{},)",
                 connect_errors, broken, timeouts, bytes_received);
  fmt::format_to(out, R"("cpu_share":{:.3f},"statuses":{{)", cpu_seconds / seconds);
  const char* separator = "";
  for (std::size_t status = 0; status < statuses.size(); ++status) {
    if (statuses[status] == 0) continue;
    fmt::format_to(out, R"({}"{}":{})", separator, status, statuses[status]);
    separator = ",";
  }
  fmt::format_to(out, R"(}},"latency_us":{{"mean":{:.1f},"p50":{:.1f},"p90":{:.1f},"p99":{:.1f},)",
                 micros(latency.mean()), at(50), at(90), at(99));
  fmt::format_to(out, R"("p99.9":{:.1f},"max":{:.1f}}}}})", at(99.9),
                 micros(static_cast<double>(latency.max())));
  return text;
}

}  // namespace sangam::benchmarks::load
