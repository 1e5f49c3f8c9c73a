#include "kernel/jobs/ready_queue.h"

#include <algorithm>
#include <utility>

#include "base/assert.h"

namespace sangam::jobs {

void ReadyQueue::push(const ReadyJob& job) {
  auto& jobs = tenants_[job.tenant];
  jobs.by_priority[job.priority].push_back({job.id, now_});
  ++size_;
  if (!std::exchange(jobs.in_turn, true)) turns_.push_back(job.tenant);
}

std::vector<ReadyJob> ReadyQueue::take(std::size_t most) {
  std::vector<ReadyJob> taken;
  while (taken.size() < most && !turns_.empty()) {
    const auto tenant = turns_.front();
    turns_.pop_front();
    auto& jobs = tenants_[tenant];
    if (jobs.by_priority.empty()) {  // forgotten meanwhile
      tenants_.erase(tenant);
      continue;
    }
    const auto first = jobs.by_priority.begin();
    SANGAM_ASSERT(!first->second.empty() && size_ > 0);
    taken.push_back({tenant, first->first, first->second.front().id});
    first->second.pop_front();
    --size_;
    if (first->second.empty()) jobs.by_priority.erase(first);
    if (jobs.by_priority.empty()) tenants_.erase(tenant);
    else turns_.push_back(tenant);
  }
  return taken;
}

std::optional<std::int64_t> ReadyQueue::waiting_since() const {
  std::optional<std::int64_t> since;
  for (const auto& [tenant, jobs] : tenants_)
    for (const auto& [priority, waiting] : jobs.by_priority)
      since = std::min(since.value_or(waiting.front().since), waiting.front().since);
  return since;
}

std::size_t ReadyQueue::size(std::int32_t tenant, std::int16_t priority) const {
  const auto jobs = tenants_.find(tenant);
  if (jobs == tenants_.end()) return 0;
  const auto queue = jobs->second.by_priority.find(priority);
  return queue == jobs->second.by_priority.end() ? 0 : queue->second.size();
}

void ReadyQueue::clear(TenantJobs& jobs) {
  for (const auto& [priority, ids] : jobs.by_priority)
    size_ -= ids.size();
  jobs.by_priority.clear();
}

}  // namespace sangam::jobs
