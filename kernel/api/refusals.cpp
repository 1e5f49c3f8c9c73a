#include "kernel/api/refusals.h"

#include <utility>

namespace sangam::api {

void Refusals::take_window(std::map<std::string, Window>::iterator window) {
  auto& [since, rows, counted, last] = window->second;
  if (counted > 0) ended_.push_back({std::move(last), counted, since});
}

bool Refusals::admit(const RefusedAttempt& attempt, Timestamp now) {
  attempts_.fetch_add(1, std::memory_order_relaxed);
  const std::lock_guard lock(mutex_);
  auto window = windows_.find(attempt.actor);
  if (window == windows_.end()) {
    if (windows_.size() >= kPrincipals) return false;
    window = windows_.try_emplace(attempt.actor, Window{.since = now}).first;
  } else if (now.nanoseconds - window->second.since.nanoseconds >= kWindowNanoseconds) {
    take_window(window);
    window->second = {.since = now};
  }
  if (window->second.rows < kRows) {
    ++window->second.rows;
    return true;
  }
  ++window->second.counted;
  window->second.last = attempt;
  return false;
}

std::vector<CountedRefusals> Refusals::take_counted(Timestamp now, bool all) {
  const std::lock_guard lock(mutex_);
  for (auto window = windows_.begin(); window != windows_.end();) {
    const bool over = now.nanoseconds - window->second.since.nanoseconds >= kWindowNanoseconds;
    if (!over && !all) {
      ++window;
      continue;
    }
    take_window(window);
    window = windows_.erase(window);
  }
  return std::exchange(ended_, {});
}

}  // namespace sangam::api
