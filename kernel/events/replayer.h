#pragma once

// Replayer: delivers a range of the log to one consumer again, or rebuilds its projection: the
// shadow table is filled from the beginning of the log, and takes the place of the table at the
// moment when both have seen the same events. One replay at a time, between the consumer's own
// batches, so that both never work at once.
//
//   running ──range done──> done          running ──rebuild has caught up──> swapped, done

#include <optional>

#include "kernel/events/deliverer.h"
#include "kernel/events/event_log.h"
#include "kernel/store/pool.h"

namespace sangam::events {

// A row of kernel.replays under way.
struct ReplayRow {
  Uuid id;
  std::int64_t first = 0;
  std::optional<std::int64_t> last;
  std::optional<std::vector<std::string>> types;
  std::optional<std::int32_t> tenant_id;
  std::optional<std::string> stream;
  std::optional<Timestamp> from_time;
  std::optional<Timestamp> to_time;
  bool sends = false;
  bool rebuilds = false;
  std::int64_t position = 0;
};
SANGAM_DESCRIBE(ReplayRow, (id, ""), (first, ""), (last, ""), (types, ""), (tenant_id, ""),
                (stream, ""), (from_time, ""), (to_time, ""), (sends, ""), (rebuilds, ""),
                (position, "What was replayed so far"))

// Belongs to its loop's thread.
class Replayer {
 public:
  // All must outlive it.
  Replayer(Deliverer& deliverer, const Consumer& consumer, EventLog& log, store::Pool& relay)
      : deliverer_(deliverer), consumer_(consumer), log_(log), relay_(relay) {}

  // Looks for a replay that was asked for, or whether the one under way was cancelled.
  Task<void> look();
  // Replays one batch, never past `position`, where the consumer stands; false when there is
  // nothing to do.
  Task<bool> step(std::int64_t position);

 private:
  Occasion occasion() const;
  Selection selection() const;
  Task<void> end(std::string state, std::optional<std::string> error);
  Task<void> swap();

  Deliverer& deliverer_;
  const Consumer& consumer_;
  EventLog& log_;
  store::Pool& relay_;
  std::optional<ReplayRow> replay_;
};

}  // namespace sangam::events
