#pragma once

// AttemptTrace: what is recorded of one try to handle events. It goes on in the traces of those who
// emitted them, so that a trace shows what came of its request; events that were emitted untraced
// cost nothing.

#include <string_view>
#include <vector>

#include "kernel/events/attempt.h"
#include "kernel/telemetry/trace.h"

namespace sangam::events {

// Lives as long as the try; used by its coroutine only.
class AttemptTrace {
 public:
  // `consumer` outlives it.
  AttemptTrace(std::string_view consumer, EventGroup events);

  // What units of work record in: null when the events were emitted in no trace, or in several.
  telemetry::Trace* shared() noexcept { return from_.size() == 1 ? &trace_ : nullptr; }
  // The try is over: told to each of the traces.
  void finish(Fate fate);

 private:
  std::vector<telemetry::TraceParent> from_;  // one of each trace
  telemetry::Trace trace_;
};

}  // namespace sangam::events
