#pragma once

// Entry: one line of an instance's log. The log is the history and the truth; the instance's row
// (progress.h) is what folding the log gives (machine.h), kept so that nobody has to fold.

#include <optional>
#include <string>

#include "base/describe.h"
#include "base/scalars.h"
#include "base/timestamp.h"

namespace sangam::saga {

enum class EntryKind : std::uint8_t {
  started,
  begun,        // an outside step is about to be tried: from here on it may have happened
  done,         // a step had its effect
  failed,       // a try of a step failed; without effect, as far as is known
  refused,      // a step said no: trying again would not help, and it had no effect
  undone,       // a compensation had its effect
  undo_failed,  // a try of a compensation failed
  fired,        // a timer's time came
  received,     // a signal came
  approved,
  rejected,
  timed_out,    // a signal or an approval did not come in time
  expired,      // the deadline of the whole instance passed
  cancelled,    // by a person, before the pivot
  turned_back,  // by a person: compensate, wherever it stands
  retried,      // by a person: try again at once, all tries anew
  skipped,      // by a person: go on without this step, or this compensation
  given_up,     // by a person: leave it as it is
  paused,
  resumed,
};
SANGAM_ENUM(EntryKind, started, begun, done, failed, refused, undone, undo_failed, fired, received,
            approved, rejected, timed_out, expired, cancelled, turned_back, retried, skipped,
            given_up, paused, resumed)

struct Entry {
  std::int32_t n = 0;  // 0 is `started`; without gaps
  EntryKind kind = EntryKind::started;
  std::string step;  // its name; empty when the entry is about the whole instance
  Timestamp at;      // the tenant's time
  std::string actor;
  std::optional<std::string> detail;   // why, for people
  std::optional<std::string> payload;  // of a signal, JSON
  std::optional<std::string> state;    // after the entry, JSON; when it may have changed
};
SANGAM_DESCRIBE(Entry, (n, "Its place in the log, from 0"), (kind, "What happened"),
                (step, "The step's name; empty when it is about the whole saga"),
                (at, "When, by the tenant's clock"), (actor, "Who: a principal, or saga"),
                (detail, "Why, for people"), (payload, "What a signal brought: JSON as text"),
                (state, "The saga's state after it, if it may have changed: JSON as text"))

// Who writes what the runner does.
inline constexpr std::string_view kRunnerActor = "saga";

}  // namespace sangam::saga
