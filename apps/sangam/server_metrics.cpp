#include "apps/sangam/server_metrics.h"

namespace sangam::apps {

namespace {

void append(std::string& out, std::string_view name, std::string_view type, std::string_view help,
            std::uint64_t value) {
  out.append("# HELP ").append(name).append(" ").append(help).append("\n");
  out.append("# TYPE ").append(name).append(" ").append(type).append("\n");
  out.append(name).append(" ").append(std::to_string(value)).append("\n");
}

std::uint64_t sum(const auto& counters, auto member) {
  std::uint64_t total = 0;
  for (const auto* one : counters)
    total += (one->*member).load(std::memory_order_relaxed);
  return total;
}

}  // namespace

std::string describe_server(const http::Server& server, const lane::LaneGroup& lanes) {
  using http::LoopCounters;
  using lane::LaneCounters;
  const auto loops = server.counters();
  const auto lane_counters = lanes.counters();
  std::string out;
  append(out, "sangam_http_connections", "gauge", "Open connections",
         sum(loops, &LoopCounters::connections_open));
  append(out, "sangam_http_connections_accepted_total", "counter", "Connections accepted",
         sum(loops, &LoopCounters::connections_accepted));
  append(out, "sangam_http_connections_refused_total", "counter", "Connections over a limit",
         sum(loops, &LoopCounters::connections_refused));
  append(out, "sangam_http_requests_total", "counter", "Requests",
         sum(loops, &LoopCounters::requests));
  append(out, "sangam_http_requests_refused_total", "counter",
         "Requests refused before they reached an operation",
         sum(loops, &LoopCounters::refused_requests));
  append(out, "sangam_http_received_bytes_total", "counter", "Bytes received",
         sum(loops, &LoopCounters::bytes_received));
  append(out, "sangam_http_sent_bytes_total", "counter", "Bytes sent",
         sum(loops, &LoopCounters::bytes_sent));
  append(out, "sangam_lane_batches_total", "counter", "Durable batches",
         sum(lane_counters, &LaneCounters::batches));
  append(out, "sangam_lane_rows_total", "counter", "Commands applied",
         sum(lane_counters, &LaneCounters::rows));
  append(out, "sangam_lane_requests_total", "counter", "Requests answered",
         sum(lane_counters, &LaneCounters::requests));
  append(out, "sangam_lane_discarded_batches_total", "counter", "Batches undone",
         sum(lane_counters, &LaneCounters::discarded_batches));
  append(out, "sangam_lane_reconnects_total", "counter", "Database sessions opened by lanes",
         sum(lane_counters, &LaneCounters::reconnects));
  append(out, "sangam_lane_refused_total", "counter", "Requests refused because a queue was full",
         sum(lane_counters, &LaneCounters::refused));
  return out;
}

}  // namespace sangam::apps
