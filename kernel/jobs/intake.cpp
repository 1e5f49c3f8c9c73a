#include "kernel/jobs/intake.h"

#include <algorithm>

#include "base/assert.h"

namespace sangam::jobs {

void Intake::add_shard(std::int16_t shard) {
  const bool added = positions_.emplace(shard, Position{}).second;
  SANGAM_ASSERT(added);
}

void Intake::remove_shard(std::int16_t shard) {
  positions_.erase(shard);
  const auto of_shard = [shard](std::int32_t tenant) { return shard_of(tenant) == shard; };
  ready_.erase_tenants(of_shard);
  std::erase_if(backlog_, [&](const auto& entry) { return of_shard(entry.first.first); });
}

std::size_t Intake::window() const {
  return ready_.size() < limits_.many ? limits_.window : limits_.narrow_window;
}

void Intake::arrive(const Arrival& arrival) {
  const auto reader = positions_.find(arrival.shard);
  if (reader == positions_.end()) return;
  SANGAM_ASSERT(arrival.position > reader->second);
  const auto before = std::exchange(reader->second, arrival.position);
  if (arrival.deferred) return;
  const Queue queue{arrival.job.tenant, arrival.job.priority};
  if (backlog_.contains(queue)) return;
  if (ready_.size(queue.first, queue.second) < window()) ready_.push(arrival.job);
  else backlog_.emplace(queue, before);
}

std::vector<BacklogRead> Intake::backlog(std::size_t most) const {
  std::vector<BacklogRead> reads;
  for (const auto& [queue, behind] : backlog_) {
    if (reads.size() == most) break;
    const auto held = ready_.size(queue.first, queue.second);
    if (held >= std::min(limits_.low, window())) continue;
    const auto shard = shard_of(queue.first);
    reads.push_back({.shard = shard,
                     .tenant = queue.first,
                     .priority = queue.second,
                     .behind = behind,
                     .up_to = positions_.at(shard),
                     .rows = static_cast<std::int32_t>(window() - held)});
  }
  return reads;
}

void Intake::fill(const BacklogRead& read, const std::vector<BacklogJob>& jobs) {
  const auto backlog = backlog_.find({read.tenant, read.priority});
  if (backlog == backlog_.end()) return;
  for (const auto& job : jobs) {
    SANGAM_ASSERT(job.position > backlog->second);
    backlog->second = job.position;
    ready_.push({read.tenant, read.priority, job.id});
  }
  if (static_cast<std::int32_t>(jobs.size()) == read.rows) return;
  // Everything up to `up_to` is known; what arrived since then may have been passed over.
  if (positions_.at(read.shard) == read.up_to) backlog_.erase(backlog);
  else backlog->second = read.up_to;
}

}  // namespace sangam::jobs
