#pragma once

// One try to handle an event, or to park it: a unit of work, and what came of it as a value.

#include <string>

#include "kernel/events/consumer.h"
#include "kernel/events/event.h"

namespace sangam::events {

enum class Fate : std::uint8_t {
  done,         // the effect is durable
  seen_before,  // it was already: nothing happened
  unavailable,  // the database or a lane is away; the event is not to blame
  failed,
  hopeless,  // and trying again will not help
};

struct Try {
  Fate fate = Fate::done;
  std::string error;  // for people; empty when done
};

// Where a consumer works. Everything here outlives the tries.
struct Workplace {
  runtime::EventLoop& loop;
  store::Pool& app;  // role sangam_app, of that loop
};

// Runs the consumer's handler and commits. Does not throw. All three must outlive the task.
Task<Try> attempt(const Workplace& place, const Consumer& consumer, const Event& event);

// Writes the dead letter, and the inbox row so that a later delivery passes over the event. Does
// not throw.
Task<Try> attempt_park(const Workplace& place, const Consumer& consumer, const Event& event,
                       int tries, const std::string& error);

}  // namespace sangam::events
