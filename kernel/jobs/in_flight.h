#pragma once

// InFlight: the jobs this process has claimed and not settled, and the claims they belong to. Pure.

#include <map>
#include <span>
#include <unordered_map>
#include <vector>

#include "kernel/jobs/job_session.h"

namespace sangam::jobs {

// One thread.
class InFlight {
 public:
  // `place` is where the job runs, for load().
  void add(const ClaimedJobPointer& job, std::size_t place);
  bool contains(const Uuid& job) const { return jobs_.contains(job); }
  // Whether the outcome's job is ours still; then it is no longer, and a claim that is empty now is
  // added to `finished`.
  bool settle(const Outcome& outcome, std::vector<ClaimKey>& finished);
  // Claimed, and then gone: nothing of the claim is left.
  void cancel(std::span<const Uuid> jobs);
  // The jobs of a shard belong to another process now: whatever comes of them is ignored.
  void abandon(std::int16_t shard);
  void tell_stopping();

  std::size_t size() const noexcept { return jobs_.size(); }
  std::size_t size_of(std::int16_t shard) const;
  std::size_t load(std::size_t place) const;

 private:
  struct Entry {
    ClaimedJobPointer job;
    std::size_t place = 0;
  };

  std::unordered_map<Uuid, Entry> jobs_;
  std::map<std::pair<std::int32_t, Uuid>, std::size_t> claims_;  // jobs left of each
  std::map<std::size_t, std::size_t> loads_;
};

}  // namespace sangam::jobs
