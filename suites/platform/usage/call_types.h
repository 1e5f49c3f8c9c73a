#pragma once

// What is told of a tenant's calls.

#include <optional>
#include <string>
#include <vector>

#include "base/describe.h"
#include "base/scalars.h"
#include "base/text.h"
#include "base/timestamp.h"

namespace sangam::suites::platform::usage {

inline constexpr std::int64_t kCallHoursKept = 48;

struct ReadCalls {
  std::optional<Bounded<1, kCallHoursKept>> hours;
  std::optional<Text<1, 120>> operation;
  std::optional<Text<1, 64>> caller;
};
SANGAM_DESCRIBE(ReadCalls, (hours, "How far back from now; 6 unless given"),
                (operation, "Only of this one are slots told"),
                (caller, "Id of an API key; none: of calls without one. Everybody's unless given"))

struct OperationCalls {
  std::string operation;
  std::int64_t calls = 0;
  std::int64_t refused = 0;
  std::int64_t failed = 0;
  std::int64_t p50_us = 0;
  std::int64_t p99_us = 0;
};
SANGAM_DESCRIBE(OperationCalls, (operation, "Its name"), (calls, "All of them"),
                (refused, "Of these: what the caller got wrong (4xx)"),
                (failed, "Of these: what failed (5xx)"),
                (p50_us, "Half of them took less, in microseconds, to a fifth exactly"),
                (p99_us, "All but 1 % took less"))

struct CallSlot {
  Timestamp at;
  std::int64_t calls = 0;
  std::int64_t refused = 0;
  std::int64_t failed = 0;
  std::int64_t p50_us = 0;
  std::int64_t p99_us = 0;
};
SANGAM_DESCRIBE(CallSlot, (at, "When the slot begins"), (calls, "All of them"),
                (refused, "Of these: what the caller got wrong (4xx)"),
                (failed, "Of these: what failed (5xx)"),
                (p50_us, "Half of them took less, in microseconds, to a fifth exactly"),
                (p99_us, "All but 1 % took less"))

struct CallerCalls {
  std::string caller;
  std::int64_t calls = 0;
};
SANGAM_DESCRIBE(CallerCalls, (caller, "Id of an API key; empty: calls without one"),
                (calls, "All of them"))

struct TenantCalls {
  Timestamp from;
  Timestamp to;
  std::int64_t slot_seconds = 0;
  std::vector<OperationCalls> operations;
  std::vector<CallerCalls> callers;
  std::vector<CallSlot> slots;
};
SANGAM_DESCRIBE(TenantCalls, (from, "Where the first slot begins"), (to, "Now"),
                (slot_seconds, "How long a slot is"),
                (operations, "Operations that were called, the most called first"),
                (callers, "Who called, the busiest 100"),
                (slots, "Slots with calls, the oldest first"))

}  // namespace sangam::suites::platform::usage
