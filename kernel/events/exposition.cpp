// What /metrics tells of relay and consumers.

#include <algorithm>

#include "kernel/events/event_service.h"

namespace sangam::events {

namespace {

// One sample a consumer.
template <class Read>
void each(const std::vector<const ConsumerRunner*>& consumers, Read read) {
  for (const auto* runner : consumers)
    read(runner->counters(), telemetry::Labels{{"consumer", runner->consumer().name}});
}

double number(const auto& value) { return static_cast<double>(value); }

}  // namespace

void EventService::describe(telemetry::Snapshot& out) const {
  const auto& relay = relay_->counters();
  const auto& head = relay_->head();
  const auto position = head.position.load();
  out.counter("sangam_events_relayed_total", "Events moved to the log", number(relay.rows.load()));
  out.counter("sangam_events_relay_batches_total", "Transactions that moved events",
              number(relay.batches.load()));
  out.counter("sangam_events_relay_sessions_total", "Database sessions of the relay",
              number(relay.sessions.load()));
  out.gauge("sangam_events_relay_lag", "Events that wait in the outbox, up to 100000",
            number(relay.waiting.load()));
  out.gauge("sangam_events_horizon_pid",
            "PostgreSQL session of the oldest transaction that writes, 0 when none does",
            number(relay.horizon_pid.load()));
  out.gauge("sangam_events_horizon_seconds", "How long that transaction was seen",
            number(relay.horizon_seconds.load()));
  out.gauge("sangam_events_log_held_seconds",
            "How long a consumer has kept old events from being dropped",
            number(relay.held_seconds.load()));
  out.gauge("sangam_events_parked_streams", "Streams that wait for somebody's decision",
            number(relay.parked_streams.load()));
  out.counter("sangam_events_log_dropped_total", "Partitions dropped",
              number(relay.dropped.load()));
  out.gauge("sangam_events_relaying", "1 in the process that relays", head.term > 0 ? 1 : 0);
  out.gauge("sangam_events_position", "Position of the newest event", number(position));
  each(consumers(), [&](const ConsumerCounters& counters, const telemetry::Labels& labels) {
    out.counter("sangam_events_delivered_total", "Events handled",
                number(counters.delivered.load()), labels);
    out.counter("sangam_events_duplicates_total", "Deliveries whose effect was there already",
                number(counters.duplicates.load()), labels);
    out.counter("sangam_events_failures_total", "Tries that failed",
                number(counters.failures.load()), labels);
    out.counter("sangam_events_parked_total", "Events given up", number(counters.parked.load()),
                labels);
    out.counter("sangam_events_queued_total", "Events that queued up behind a parked one",
                number(counters.queued.load()), labels);
    out.counter("sangam_events_requeued_total", "Dead letters handled after all",
                number(counters.requeued.load()), labels);
    out.counter("sangam_events_replayed_total", "Events replayed", number(counters.replayed.load()),
                labels);
    out.gauge("sangam_events_consumer_lag", "Positions between the consumer and the newest event",
              number(std::max<std::int64_t>(position - counters.position, 0)), labels);
  });
}

}  // namespace sangam::events
