#include "kernel/jobs/ready_queue.h"

#include "base/assert.h"

namespace sangam::jobs {

void ReadyQueue::push(const ReadyJob& job) {
  auto& jobs = tenants_[job.tenant];
  jobs.by_priority[job.priority].push_back(job.id);
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
    taken.push_back({tenant, first->first, first->second.front()});
    first->second.pop_front();
    --size_;
    if (first->second.empty()) jobs.by_priority.erase(first);
    if (jobs.by_priority.empty()) tenants_.erase(tenant);
    else turns_.push_back(tenant);
  }
  return taken;
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
