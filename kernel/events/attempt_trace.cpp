#include "kernel/events/attempt_trace.h"

#include <algorithm>

#include "kernel/runtime/deadline.h"
#include "kernel/telemetry/tracer.h"

namespace sangam::events {

AttemptTrace::AttemptTrace(std::string_view consumer, EventGroup events) {
  for (const auto* event : events)
    if (event->trace) from_.push_back(event->trace->parent);
  if (from_.empty()) return;
  std::ranges::sort(from_, {}, &telemetry::TraceParent::trace);
  from_.erase(std::ranges::unique(from_, {}, &telemetry::TraceParent::trace).begin(), from_.end());
  trace_.resume(from_.front(), consumer, events.front()->tenant_id);
}

// What was done before, or must queue up, was not tried; and of events that failed together, each
// is tried again by itself.
void AttemptTrace::finish(Fate fate) {
  if (fate == Fate::seen_before || fate == Fate::behind) return;
  if (fate != Fate::done && from_.size() > 1) return;
  const auto ended = runtime::monotonic_nanoseconds();
  for (const auto& from : from_) {
    trace_.move_to(from);
    telemetry::tracer().finish_work(trace_, fate != Fate::done, ended);
  }
}

}  // namespace sangam::events
