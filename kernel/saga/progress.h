#pragma once

// Progress: where an instance stands. A value; changed by the machine only (machine.h).

#include <optional>
#include <string>

#include "base/describe.h"
#include "base/scalars.h"
#include "base/timestamp.h"

namespace sangam::saga {

enum class Status : std::uint8_t {
  running,       // a step is to be tried
  waiting,       // for time, a signal or a person
  compensating,  // a compensation is to be tried
  parked,        // only a person can go on: retry, skip or give up
  done,          // every step had its effect or was skipped
  compensated,   // what had been done was undone
  abandoned,     // a person left it as it was
};
SANGAM_ENUM(Status, running, waiting, compensating, parked, done, compensated, abandoned)

constexpr bool ended(Status status) noexcept { return status >= Status::done; }

// What became of a step, one letter each.
enum class Mark : char {
  open = '.',
  begun = 'b',  // outside, and it is not known whether it happened
  done = 'd',
  skipped = 's',  // by its condition, or by a person
  undone = 'u',
  kept = 'k',  // its compensation was skipped by a person
};

struct Progress {
  Status status = Status::running;
  bool paused = false;
  bool backward = false;                 // turned back: compensations, not steps
  std::int32_t step = 0;                 // at hand; the number of steps once all are behind
  std::int32_t attempt = 0;              // tries of the step at hand that failed
  std::string marks;                     // one Mark a step
  std::optional<std::string> failure;    // why it was turned back or parked
  std::optional<Timestamp> timer_at;     // when the wait at hand ends
  std::optional<Timestamp> deadline_at;  // of the whole instance

  friend bool operator==(const Progress&, const Progress&) = default;
};
SANGAM_DESCRIBE(Progress, (status, "Where it stands"), (paused, "Whether a person paused it"),
                (backward, "Whether it was turned back"),
                (step, "The step at hand, from 0; as many as there are steps once all are behind"),
                (attempt, "Tries of the step at hand that failed"),
                (marks, "One letter a step: . open, b begun, d done, s skipped, u undone, k kept"),
                (failure, "Why it was turned back or parked"),
                (timer_at, "When the wait at hand ends"), (deadline_at, "When all must be done"))

}  // namespace sangam::saga
