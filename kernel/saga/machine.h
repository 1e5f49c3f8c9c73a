#pragma once

// The state machine of sagas: pure, deterministic, without I/O or clock. Progress is the fold of
// the log over the shape; the runner, people's operations and replay all move an instance by
// apply() and in no other way.
//
//   running <──> waiting                 every step in order; a wait ends by time, signal, person
//      │ all behind ──> done
//      │ refused, tries exhausted, rejected, timed out, expired, cancelled
//      ▼
//   compensating ──> compensated         what was done, in reverse order
//      │ tries exhausted
//      ▼
//   parked ──> back (retry, skip) | abandoned      also forward, behind the pivot

#include <expected>
#include <functional>
#include <string>

#include "kernel/saga/entry.h"
#include "kernel/saga/progress.h"
#include "kernel/saga/shape.h"

namespace sangam::saga {

// Whether a conditional step is passed over, by the instance's input and present state.
using Skips = std::function<bool(std::size_t step)>;

// The instance after `entry`, whose first is `started`; or why the entry cannot be. O(steps).
std::expected<Progress, std::string> apply(const Shape& shape, Progress progress,
                                           const Entry& entry, const Skips& skips);

// What the runner has to do now.
enum class Move : std::uint8_t {
  nothing,  // ended, parked or paused
  wait,     // look at time and signals
  begin,    // write that an outside step begins
  act,      // try the step at hand
  undo,     // try its compensation
};
Move next_move(const Shape& shape, const Progress& progress);

// Whether a pivot was passed: no turning back but by the hand of a person.
bool past_pivot(const Shape& shape, const Progress& progress);

// The next moment that matters by itself: the end of the wait at hand, or the deadline.
std::optional<Timestamp> next_alarm(const Shape& shape, const Progress& progress);

// What is due at `now`, if anything: fired, timed_out or expired.
std::optional<EntryKind> due_alarm(const Shape& shape, const Progress& progress, Timestamp now);

}  // namespace sangam::saga
