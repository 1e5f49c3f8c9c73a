// What /metrics tells of webhooks.

#include "suites/platform/webhooks/webhooks.h"

namespace sangam::suites::platform::webhooks {

namespace {

double number(const auto& counter) {
  return static_cast<double>(counter.load(std::memory_order_relaxed));
}

}  // namespace

void describe(const Dispatcher& dispatcher, const Receiver& receiver, telemetry::Snapshot& out) {
  const auto& out_going = dispatcher.counters();
  const auto& incoming = receiver.counters();
  out.counter("sangam_webhooks_delivered_total", "Messages delivered", number(out_going.delivered));
  out.counter("sangam_webhooks_failed_attempts_total", "Attempts that failed",
              number(out_going.failed));
  out.counter("sangam_webhooks_given_up_total", "Messages whose last try failed",
              number(out_going.given_up));
  out.counter("sangam_webhooks_disabled_endpoints_total",
              "Endpoints disabled because they are gone or failed for days",
              number(out_going.disabled));
  out.gauge("sangam_webhooks_lines", "Endpoints that are being sent to", number(out_going.lines));
  out.gauge("sangam_webhooks_switched_off", "Endpoints disabled because they failed or are gone",
            number(out_going.switched_off));
  out.gauge("sangam_webhooks_failing", "Enabled endpoints that fail now",
            number(out_going.failing));
  out.gauge("sangam_webhooks_dispatching", "1 in the process that delivers",
            dispatcher.leads() ? 1 : 0);
  out.counter("sangam_webhooks_received_total", "Messages received and stored",
              number(incoming.stored));
  out.counter("sangam_webhooks_repeated_total", "Messages received again",
              number(incoming.repeated));
  out.counter("sangam_webhooks_refused_total", "Messages that were not signed well",
              number(incoming.refused));
}

}  // namespace sangam::suites::platform::webhooks
