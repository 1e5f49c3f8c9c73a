#include "kernel/jobs/shard_plan.h"

#include <algorithm>

namespace sangam::jobs {

void WorkerWatch::see(const std::vector<WorkerBeat>& workers, std::int64_t now) {
  std::erase_if(seen_, [&](const auto& entry) {
    return std::ranges::none_of(workers, [&](const auto& w) { return w.id == entry.first; });
  });
  for (const auto& worker : workers) {
    const auto [seen, added] = seen_.try_emplace(worker.id, Seen{worker.beat, now});
    if (!added && seen->second.beat != worker.beat) seen->second = {worker.beat, now};
  }
}

bool WorkerWatch::alive(const Uuid& worker, std::int64_t now) const {
  const auto seen = seen_.find(worker);
  return seen != seen_.end() && now - seen->second.changed_at < patience_;
}

std::vector<Uuid> WorkerWatch::dead(std::int64_t now) const {
  std::vector<Uuid> dead;
  for (const auto& [id, seen] : seen_)
    if (!alive(id, now)) dead.push_back(id);
  return dead;
}

std::size_t WorkerWatch::alive_count(std::int64_t now) const {
  return seen_.size() - dead(now).size();
}

ShardPlan plan_shards(const Uuid& me, const Census& census, const WorkerWatch& watch,
                      std::int64_t now) {
  const auto workers = std::max<std::size_t>(watch.alive_count(now), 1);
  const auto share = (census.shards.size() + workers - 1) / workers;
  std::vector<std::int16_t> ours;
  std::vector<ShardOwner> free;
  for (const auto& shard : census.shards) {
    if (shard.owner == me) ours.push_back(shard.shard);
    else if (!shard.owner || !watch.alive(*shard.owner, now)) free.push_back(shard);
  }
  ShardPlan plan;
  while (ours.size() > share) {
    plan.give_up.push_back(ours.back());
    ours.pop_back();
  }
  for (const auto& shard : free)
    if (ours.size() + plan.take.size() < share) plan.take.push_back(shard);
  return plan;
}

}  // namespace sangam::jobs
