#pragma once

// One try to handle events, or to park one: a unit of work, and what came of it as a value.

#include <span>
#include <string>

#include "kernel/events/consumer.h"
#include "kernel/events/event.h"

namespace sangam::events {

enum class Fate : std::uint8_t {
  done,         // the effect is durable
  seen_before,  // it was already: nothing happened
  behind,       // its stream is parked: it must queue up
  ahead,        // its stream runs again: it must not queue up
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

// Events of one tenant, in order.
using EventGroup = std::span<const Event* const>;

// Runs the consumer's handler for each event and commits once. Does not throw. All must outlive the
// task.
Task<Try> attempt(const Workplace& place, const Consumer& consumer, EventGroup events,
                  const Occasion& occasion);

// Writes the dead letter, and the inbox row so that a later delivery passes over the event; the
// stream of a strictly ordered consumer stands still from then on. Does not throw.
Task<Try> attempt_park(const Workplace& place, const Consumer& consumer, const Event& event,
                       int tries, const std::string& error);
// The same for a dead letter that failed again.
Task<Try> attempt_park_again(const Workplace& place, const Consumer& consumer, const Event& event,
                             int tries, const std::string& error);
// Writes the event behind its parked stream: Fate::ahead when that runs again.
Task<Try> attempt_queue(const Workplace& place, const Consumer& consumer, const Event& event);

}  // namespace sangam::events
