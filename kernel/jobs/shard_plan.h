#pragma once

// Who dispatches which shard: each process works it out for itself from what it sees, and the
// database lets only one of two who want the same shard have it. Pure.

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "base/uuid.h"

namespace sangam::jobs {

struct ShardOwner {
  std::int16_t shard = 0;
  std::optional<Uuid> owner;
  std::int64_t epoch = 0;
};

struct WorkerBeat {
  Uuid id;
  std::int64_t beat = 0;
};

// The workers and shards as the database has them.
struct Census {
  std::vector<WorkerBeat> workers;
  std::vector<ShardOwner> shards;
};

// Tells the living from the dead by watching whether their beat goes on, with the watcher's own
// monotonic clock: no wall clock is trusted, and a clock that steps kills nobody.
class WorkerWatch {
 public:
  explicit WorkerWatch(std::int64_t patience_nanoseconds) : patience_(patience_nanoseconds) {}

  // `now` is monotonic.
  void see(const std::vector<WorkerBeat>& workers, std::int64_t now);
  // Whoever was seen for the first time is given the patience, too.
  bool alive(const Uuid& worker, std::int64_t now) const;
  std::vector<Uuid> dead(std::int64_t now) const;
  std::size_t alive_count(std::int64_t now) const;

 private:
  struct Seen {
    std::int64_t beat = 0;
    std::int64_t changed_at = 0;
  };
  std::int64_t patience_;
  std::map<Uuid, Seen> seen_;
};

struct ShardPlan {
  std::vector<ShardOwner> take;       // with the owner and epoch to take them from
  std::vector<std::int16_t> give_up;  // ours, for others
};

// What `me` should do for every living worker to have its share.
ShardPlan plan_shards(const Uuid& me, const Census& census, const WorkerWatch& watch,
                      std::int64_t now);

}  // namespace sangam::jobs
