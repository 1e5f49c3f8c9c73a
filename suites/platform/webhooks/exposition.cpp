// What /metrics tells of webhooks.

#include "suites/platform/webhooks/webhooks.h"

namespace sangam::suites::platform::webhooks {

namespace {

void append(std::string& out, std::string_view name, std::string_view type, std::string_view help,
            std::int64_t value) {
  out.append("# HELP ").append(name).append(" ").append(help).append("\n");
  out.append("# TYPE ").append(name).append(" ").append(type).append("\n");
  out.append(name).append(" ").append(std::to_string(value)).append("\n");
}

std::int64_t read(const std::atomic<std::uint64_t>& counter) {
  return static_cast<std::int64_t>(counter.load(std::memory_order_relaxed));
}

}  // namespace

std::string exposition(const Dispatcher& dispatcher, const Receiver& receiver) {
  const auto& out_going = dispatcher.counters();
  const auto& incoming = receiver.counters();
  std::string out;
  append(out, "sangam_webhooks_delivered_total", "counter", "Messages delivered",
         read(out_going.delivered));
  append(out, "sangam_webhooks_failed_attempts_total", "counter", "Attempts that failed",
         read(out_going.failed));
  append(out, "sangam_webhooks_given_up_total", "counter", "Messages whose last try failed",
         read(out_going.given_up));
  append(out, "sangam_webhooks_disabled_endpoints_total", "counter",
         "Endpoints disabled because they are gone or failed for days", read(out_going.disabled));
  append(out, "sangam_webhooks_lines", "gauge", "Endpoints that are being sent to",
         out_going.lines.load());
  append(out, "sangam_webhooks_dispatching", "gauge", "1 in the process that delivers",
         dispatcher.leads() ? 1 : 0);
  append(out, "sangam_webhooks_received_total", "counter", "Messages received and stored",
         read(incoming.stored));
  append(out, "sangam_webhooks_repeated_total", "counter", "Messages received again",
         read(incoming.repeated));
  append(out, "sangam_webhooks_refused_total", "counter", "Messages that were not signed well",
         read(incoming.refused));
  return out;
}

}  // namespace sangam::suites::platform::webhooks
