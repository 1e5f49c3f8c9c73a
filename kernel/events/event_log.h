#pragma once

// EventLog: what consumers, replays and operations need of a log of events, whichever engine keeps
// it. PostgresLog is the one there is; another (Kafka) passes the same conformance suite
// (testing/event_log_conformance.h).
//
// A log is a sequence of events with positions from 1 that never change, in which the events of one
// stream stand in the order in which they happened. Its beginning may be gone.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/task.h"
#include "base/timestamp.h"
#include "kernel/events/event.h"

namespace sangam::events {

// Which events are wanted; what is not said does not narrow.
struct Selection {
  std::vector<std::string> types;  // empty: all
  std::optional<std::int32_t> tenant;
  std::optional<std::string> stream;
  std::optional<Timestamp> from;  // not before
  std::optional<Timestamp> to;    // before
};

// The positions a log holds: newest is oldest - 1 when it holds none.
struct Extent {
  std::int64_t oldest = 1;
  std::int64_t newest = 0;
};
SANGAM_DESCRIBE(Extent, (oldest, "Of the first event that is still there"),
                (newest, "Of the last event"))

// Where a consumer stands: it is done with everything up to `position`; what lies up to `lost_to`
// and behind its position was dropped before it read it.
struct Standing {
  std::int64_t position = 0;
  std::int64_t lost_to = 0;
};
SANGAM_DESCRIBE(Standing, (position, "Everything up to here is done"),
                (lost_to, "Everything up to here is gone"))

// Belongs to one loop. Every call throws Error{unavailable} when the engine is away, and
// Error{deadline_exceeded} after ten seconds.
class EventLog {
 public:
  virtual ~EventLog() = default;

  virtual Task<Extent> extent() = 0;
  // The selected events with after < position <= up_to, oldest first, at most `limit` (1..10,000).
  // Fewer mean that there are no more.
  virtual Task<std::vector<Event>> read(Selection selection, std::int64_t after, std::int64_t up_to,
                                        std::int32_t limit) = 0;
  // Where the consumer of that name stands; a new one stands at 0.
  virtual Task<Standing> join(std::string consumer) = 0;
  // Remembers that it is done with everything up to `position`; never moves back.
  virtual Task<void> save(std::string consumer, std::int64_t position) = 0;
};

}  // namespace sangam::events
