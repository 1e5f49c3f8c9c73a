// The series that the console shows, by the names of the metrics behind them.

#include "kernel/telemetry/series.h"

namespace sangam::telemetry {

namespace {

constexpr std::string_view kRequests = "sangam_operation_requests_total";
constexpr std::string_view kDuration = "sangam_operation_duration_seconds";
constexpr std::string_view kExchange = "sangam_store_exchange_seconds";

using Step = const SeriesStep&;

}  // namespace

std::vector<SeriesDefinition> key_series() {
  return {
      {"requests", "Requests", "1/s", [](Step s) { return s.rate(kRequests); }},
      {"errors", "Errors of ours", "1/s",
       [](Step s) { return s.rate(kRequests, {{"status", "5xx"}}); }},
      {"refusals", "Requests refused", "1/s",
       [](Step s) { return s.rate(kRequests, {{"status", "4xx"}}); }},
      {"duration_median", "Duration, median", "s",
       [](Step s) { return s.quantile(kDuration, 0.5); }},
      {"duration_p95", "Duration, 95 %", "s", [](Step s) { return s.quantile(kDuration, 0.95); }},
      {"duration_p99", "Duration, 99 %", "s", [](Step s) { return s.quantile(kDuration, 0.99); }},
      {"connections", "Open connections", "1",
       [](Step s) { return s.now.sum("sangam_http_connections"); }},
      {"exchanges", "Exchanges with the database", "1/s",
       [](Step s) {
         return static_cast<double>(
                    s.now.merged(kExchange).since(s.before.merged(kExchange)).total()) /
                s.seconds;
       }},
      {"exchange_p99", "Exchange with the database, 99 %", "s",
       [](Step s) { return s.quantile(kExchange, 0.99); }},
      {"pool_waiting", "Requests waiting for a session", "1",
       [](Step s) { return s.now.sum("sangam_store_pool_waiting"); }},
      {"lane_rows", "Commands applied by lanes", "1/s",
       [](Step s) { return s.rate("sangam_lane_rows_total"); }},
      {"lane_waiting", "Requests waiting for a lane", "1",
       [](Step s) { return s.now.sum("sangam_lane_waiting"); }},
      {"events", "Events relayed", "1/s",
       [](Step s) { return s.rate("sangam_events_relayed_total"); }},
      {"relay_lag", "Events waiting in the outbox", "1",
       [](Step s) { return s.now.sum("sangam_events_relay_lag"); }},
      {"consumer_lag", "Events the slowest consumer is behind", "1",
       [](Step s) { return s.now.largest("sangam_events_consumer_lag"); }},
      {"loop_lag", "Lag of event loops, 99 %", "s",
       [](Step s) { return s.quantile("sangam_loop_lag_seconds", 0.99); }},
      {"processor", "Processor time", "s/s",
       [](Step s) { return s.rate("process_cpu_seconds_total"); }},
      {"memory", "Resident memory", "bytes",
       [](Step s) { return s.now.sum("process_resident_memory_bytes"); }},
      {"descriptors", "Open file descriptors", "1",
       [](Step s) { return s.now.sum("process_open_fds"); }},
  };
}

}  // namespace sangam::telemetry
