#pragma once

// A job that this process has taken, and what came of an attempt at it: what dispatcher and runners
// hand each other.

#include <atomic>
#include <memory>
#include <optional>
#include <string>

#include "base/timestamp.h"
#include "base/uuid.h"
#include "kernel/store/trace_reference.h"

namespace sangam::jobs {

// Made by the dispatcher; the runner reads it, and the dispatcher sets `cancelled` meanwhile.
// Shared by both, which is why it is reference counted.
struct ClaimedJob {
  std::int32_t tenant = 0;
  Uuid id;
  Uuid claim;
  std::string kind;
  std::string payload;
  std::string created_by;
  std::int32_t attempts = 0;  // before this one
  std::int32_t tries = 0;
  std::int64_t clock_offset = 0;               // of the tenant's clock, nanoseconds
  std::optional<store::TraceReference> trace;  // in which it was enqueued
  // Somebody wants it to end, or it belongs to another process now. Any thread.
  std::atomic<bool> cancelled{false};
  // The process ends: whatever can be left for the next one is. Any thread.
  std::atomic<bool> stopping{false};
};
using ClaimedJobPointer = std::shared_ptr<ClaimedJob>;

enum class Fate : std::uint8_t {
  done,       // the dispatcher is to write so
  committed,  // done, and written in the transaction of its effect
  failed,
  hopeless,     // and trying again will not help
  unavailable,  // the database or a lane is away; the job is not to blame
  cancelled,
  lost,  // it is somebody else's, or gone: there is nothing to write
};

struct Outcome {
  ClaimedJobPointer job;
  Fate fate = Fate::done;
  Timestamp started_at;    // on the tenant's clock
  Timestamp finished_at;   // likewise
  std::int64_t pause = 0;  // nanoseconds, before it is tried again
  std::optional<std::string> error;
  std::optional<std::string> log;
  bool reported = false;  // it has a row of progress
};

}  // namespace sangam::jobs
