#include "kernel/telemetry/recent_traces.h"

#include <algorithm>

namespace sangam::telemetry {

namespace {

bool matches(const FinishedTrace& trace, const TraceFilter& filter) {
  return (filter.operation.empty() || trace.operation == filter.operation) &&
         (!filter.kept_as || trace.kept_as == *filter.kept_as) &&
         trace.duration() >= filter.duration_at_least &&
         (!filter.status_class || trace.status / 100 == *filter.status_class);
}

}  // namespace

void RecentTraces::add(FinishedTracePointer trace) {
  const auto index = static_cast<std::size_t>(trace->kept_as);
  FinishedTracePointer pushed_out;  // freed outside the lock
  const std::lock_guard lock(mutex_);
  auto& ring = kept_[index];
  if (ring.size() >= kRecentOfClass[index]) {
    pushed_out = std::move(ring.front());
    ring.pop_front();
  }
  ring.push_back(std::move(trace));
}

std::vector<FinishedTracePointer> RecentTraces::list(const TraceFilter& filter) const {
  std::vector<FinishedTracePointer> found;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& ring : kept_)
      std::ranges::copy_if(ring, std::back_inserter(found),
                           [&](const auto& trace) { return matches(*trace, filter); });
  }
  std::ranges::sort(found, std::greater(),
                    [](const auto& trace) { return trace->started_at.nanoseconds; });
  if (found.size() > filter.limit) found.resize(filter.limit);
  return found;
}

std::vector<FinishedTracePointer> RecentTraces::get(TraceId id) const {
  std::vector<FinishedTracePointer> found;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& ring : kept_)
      std::ranges::copy_if(ring, std::back_inserter(found),
                           [&](const auto& trace) { return trace->id == id; });
  }
  std::ranges::sort(found, {}, [](const auto& trace) { return trace->started_at.nanoseconds; });
  return found;
}

}  // namespace sangam::telemetry
