#include "kernel/jobs/in_flight.h"

#include "base/assert.h"

namespace sangam::jobs {

void InFlight::add(const ClaimedJobPointer& job, std::size_t place) {
  const bool added = jobs_.emplace(job->id, Entry{job, place}).second;
  SANGAM_ASSERT(added);
  ++claims_[{job->tenant, job->claim}];
  ++loads_[place];
}

bool InFlight::settle(const Outcome& outcome, std::vector<ClaimKey>& finished) {
  const auto entry = jobs_.find(outcome.job->id);
  // After the shard went and came back the job may be here again, as another attempt.
  if (entry == jobs_.end() || entry->second.job != outcome.job) return false;
  --loads_[entry->second.place];
  jobs_.erase(entry);
  const auto claim = claims_.find({outcome.job->tenant, outcome.job->claim});
  SANGAM_ASSERT(claim != claims_.end() && claim->second > 0);
  if (--claim->second == 0) {
    finished.push_back({outcome.job->tenant, outcome.job->claim});
    claims_.erase(claim);
  }
  return true;
}

void InFlight::cancel(std::span<const Uuid> jobs) {
  for (const auto& id : jobs)
    if (const auto entry = jobs_.find(id); entry != jobs_.end())
      entry->second.job->cancelled = true;
}

void InFlight::abandon(std::int16_t shard) {
  for (auto entry = jobs_.begin(); entry != jobs_.end();) {
    const auto& job = *entry->second.job;
    if (shard_of(job.tenant) != shard) {
      ++entry;
      continue;
    }
    entry->second.job->cancelled = true;
    --loads_[entry->second.place];
    claims_.erase({job.tenant, job.claim});
    entry = jobs_.erase(entry);
  }
}

void InFlight::tell_stopping() {
  for (auto& [id, entry] : jobs_)
    entry.job->stopping = true;
}

std::size_t InFlight::size_of(std::int16_t shard) const {
  std::size_t count = 0;
  for (const auto& [id, entry] : jobs_)
    if (shard_of(entry.job->tenant) == shard) ++count;
  return count;
}

std::size_t InFlight::load(std::size_t place) const {
  const auto load = loads_.find(place);
  return load == loads_.end() ? 0 : load->second;
}

}  // namespace sangam::jobs
