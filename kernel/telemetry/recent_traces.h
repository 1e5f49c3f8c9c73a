#pragma once

// RecentTraces: the last traces, in memory, so that the console can show them without any other
// program. Failed and slow ones have room of their own, so that a busy server's ordinary traces do
// not push out those that somebody will look for.

#include <deque>
#include <mutex>
#include <optional>
#include <vector>

#include "kernel/telemetry/finished_trace.h"

namespace sangam::telemetry {

// Traces kept of each class. At 128 spans of 64 bytes each: some 5 MB at the very most.
inline constexpr std::size_t kRecentOfClass[] = {256, 128, 128};

struct TraceFilter {
  std::string operation;                     // empty: any
  std::optional<TraceClass> kept_as;         // empty: any
  std::int64_t duration_at_least = 0;        // nanoseconds
  std::optional<std::int32_t> status_class;  // 5: 5xx
  std::size_t limit = 50;
};

// Any thread; a lock, held for microseconds.
class RecentTraces {
 public:
  void add(FinishedTracePointer trace);
  // The newest that match, newest first.
  std::vector<FinishedTracePointer> list(const TraceFilter& filter) const;
  // All parts of a trace that this process served, oldest first.
  std::vector<FinishedTracePointer> get(TraceId id) const;

 private:
  mutable std::mutex mutex_;
  std::deque<FinishedTracePointer> kept_[3];
};

}  // namespace sangam::telemetry
