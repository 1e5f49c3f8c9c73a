#pragma once

// Shape: what of a definition decides the order of things, as plain values without code. The
// machine works on shapes; the hash of a shape is stored with each instance.

#include <cstdint>
#include <string>
#include <vector>

#include "base/describe.h"

namespace sangam::saga {

enum class StepKind : std::uint8_t {
  action,    // an effect inside a unit of work: there exactly when the entry is
  outside,   // I/O beyond the database, repeated under one idempotency key until its end is known
  timer,     // waits for time to pass
  signal,    // waits for a named signal with a payload
  approval,  // waits for a person with a permission
};
SANGAM_ENUM(StepKind, action, outside, timer, signal, approval)

constexpr bool waits(StepKind kind) noexcept { return kind >= StepKind::timer; }

struct StepShape {
  std::string name;
  StepKind kind = StepKind::action;
  bool compensable = false;
  bool conditional = false;
  // The point of no return: once it is done (or begun, when outside) the instance is not turned
  // back by deadlines, cancelling or exhausted tries; it is parked instead.
  bool pivot = false;
  std::int32_t tries = 1;
  std::int64_t wait_ns = 0;  // a timer's duration, the patience of other waits; 0: without end
  std::string topic;         // the signal's name, the approval's permission
};

struct Shape {
  std::vector<StepShape> steps;
  std::int64_t deadline_ns = 0;  // of the whole instance; 0: none

  std::size_t size() const noexcept { return steps.size(); }
};

// One line a step, the same for the same shape: what is hashed.
std::string canonical_text(const Shape& shape);

}  // namespace sangam::saga
