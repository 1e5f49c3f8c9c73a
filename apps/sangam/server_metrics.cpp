#include "apps/sangam/server_metrics.h"

namespace sangam::apps {

namespace {

double sum(const auto& counters, auto member) {
  double total = 0;
  for (const auto* one : counters)
    total += static_cast<double>((one->*member).load(std::memory_order_relaxed));
  return total;
}

}  // namespace

void describe_http(const http::Server& server, telemetry::Snapshot& out) {
  using http::LoopCounters;
  const auto loops = server.counters();
  out.gauge("sangam_http_connections", "Open connections",
            sum(loops, &LoopCounters::connections_open));
  out.counter("sangam_http_connections_accepted_total", "Connections accepted",
              sum(loops, &LoopCounters::connections_accepted));
  out.counter("sangam_http_connections_refused_total", "Connections over a limit",
              sum(loops, &LoopCounters::connections_refused));
  out.gauge("sangam_http_requests_active", "Requests whose handler is at work",
            sum(loops, &LoopCounters::requests_active));
  out.counter("sangam_http_requests_total", "Requests", sum(loops, &LoopCounters::requests));
  out.counter("sangam_http_requests_refused_total",
              "Requests refused before they reached an operation",
              sum(loops, &LoopCounters::refused_requests));
  out.counter("sangam_http_received_bytes_total", "Bytes received",
              sum(loops, &LoopCounters::bytes_received));
  out.counter("sangam_http_sent_bytes_total", "Bytes sent", sum(loops, &LoopCounters::bytes_sent));
  const auto timeouts = [&](const char* phase, auto member) {
    out.counter("sangam_http_timeouts_total", "Deadlines that passed, by what was waited for",
                sum(loops, member), {{"phase", phase}});
  };
  timeouts("head", &LoopCounters::timeouts_head);
  timeouts("idle", &LoopCounters::timeouts_idle);
  timeouts("handler", &LoopCounters::timeouts_handler);
  timeouts("body", &LoopCounters::timeouts_body);
  timeouts("write", &LoopCounters::timeouts_write);
}

void describe_lanes(const lane::LaneGroup& lanes, telemetry::Snapshot& out) {
  using lane::LaneCounters;
  const auto counters = lanes.counters();
  out.counter("sangam_lane_batches_total", "Durable batches",
              sum(counters, &LaneCounters::batches));
  out.counter("sangam_lane_rows_total", "Commands applied", sum(counters, &LaneCounters::rows));
  out.counter("sangam_lane_requests_total", "Requests answered",
              sum(counters, &LaneCounters::requests));
  out.counter("sangam_lane_discarded_batches_total", "Batches undone",
              sum(counters, &LaneCounters::discarded_batches));
  out.counter("sangam_lane_reconnects_total", "Database sessions opened by lanes",
              sum(counters, &LaneCounters::reconnects));
  out.counter("sangam_lane_refused_total", "Requests refused because a queue was full",
              sum(counters, &LaneCounters::refused));
  out.gauge("sangam_lane_waiting", "Requests that wait for a lane",
            sum(counters, &LaneCounters::waiting));
}

}  // namespace sangam::apps
