// What /metrics tells of relay and consumers.

#include <algorithm>

#include "kernel/events/event_service.h"

namespace sangam::events {

namespace {

void describe(std::string& out, std::string_view name, std::string_view type,
              std::string_view help) {
  out.append("# HELP ").append(name).append(" ").append(help).append("\n");
  out.append("# TYPE ").append(name).append(" ").append(type).append("\n");
}

void append(std::string& out, std::string_view name, std::string_view type, std::string_view help,
            std::int64_t value) {
  describe(out, name, type, help);
  out.append(name).append(" ").append(std::to_string(value)).append("\n");
}

// One line a consumer.
template <class Read>
void append_each(std::string& out, const std::vector<const ConsumerRunner*>& consumers,
                 std::string_view name, std::string_view type, std::string_view help, Read read) {
  if (consumers.empty()) return;
  describe(out, name, type, help);
  for (const auto* consumer : consumers)
    out.append(name)
        .append("{consumer=\"")
        .append(consumer->consumer().name)
        .append("\"} ")
        .append(std::to_string(read(consumer->counters())))
        .append("\n");
}

}  // namespace

std::string EventService::exposition() const {
  const auto& relay = relay_->counters();
  const auto& head = relay_->head();
  const auto position = head.position.load();
  const auto all = consumers();
  std::string out;
  append(out, "sangam_events_relayed_total", "counter", "Events moved to the log",
         static_cast<std::int64_t>(relay.rows));
  append(out, "sangam_events_relay_batches_total", "counter", "Transactions that moved events",
         static_cast<std::int64_t>(relay.batches));
  append(out, "sangam_events_relay_sessions_total", "counter", "Database sessions of the relay",
         static_cast<std::int64_t>(relay.sessions));
  append(out, "sangam_events_relay_lag", "gauge", "Events that wait in the outbox, up to 100000",
         relay.waiting);
  append(out, "sangam_events_horizon_pid", "gauge",
         "PostgreSQL session of the oldest transaction that writes, 0 when none does",
         relay.horizon_pid);
  append(out, "sangam_events_horizon_seconds", "gauge", "How long that transaction was seen",
         relay.horizon_seconds);
  append(out, "sangam_events_log_held_seconds", "gauge",
         "How long a consumer has kept old events from being dropped", relay.held_seconds);
  append(out, "sangam_events_log_dropped_total", "counter", "Partitions dropped",
         static_cast<std::int64_t>(relay.dropped));
  append(out, "sangam_events_relaying", "gauge", "1 in the process that relays", head.term > 0);
  append(out, "sangam_events_position", "gauge", "Position of the newest event", position);
  append_each(out, all, "sangam_events_delivered_total", "counter", "Events handled",
              [](const ConsumerCounters& counters) { return counters.delivered.load(); });
  append_each(out, all, "sangam_events_duplicates_total", "counter",
              "Deliveries whose effect was there already",
              [](const ConsumerCounters& counters) { return counters.duplicates.load(); });
  append_each(out, all, "sangam_events_failures_total", "counter", "Tries that failed",
              [](const ConsumerCounters& counters) { return counters.failures.load(); });
  append_each(out, all, "sangam_events_parked_total", "counter", "Events given up",
              [](const ConsumerCounters& counters) { return counters.parked.load(); });
  append_each(out, all, "sangam_events_queued_total", "counter",
              "Events that queued up behind a parked one",
              [](const ConsumerCounters& counters) { return counters.queued.load(); });
  append_each(out, all, "sangam_events_requeued_total", "counter", "Dead letters handled after all",
              [](const ConsumerCounters& counters) { return counters.requeued.load(); });
  append_each(out, all, "sangam_events_replayed_total", "counter", "Events replayed",
              [](const ConsumerCounters& counters) { return counters.replayed.load(); });
  append_each(out, all, "sangam_events_consumer_lag", "gauge",
              "Positions between the consumer and the newest event",
              [position](const ConsumerCounters& counters) {
                return std::max<std::int64_t>(position - counters.position, 0);
              });
  return out;
}

}  // namespace sangam::events
