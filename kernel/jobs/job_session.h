#pragma once

// JobSession: the dispatcher's database session and what is done on it. Blocking.

#include <optional>
#include <string>
#include <vector>

#include "kernel/jobs/claimed_job.h"
#include "kernel/jobs/intake.h"
#include "kernel/jobs/shard_plan.h"
#include "kernel/store/batch_connection.h"

namespace sangam::jobs {

// Shards that are ours, with the epoch in which they became so.
struct HeldShards {
  Uuid worker;
  std::vector<std::int16_t> shards;
  std::vector<std::int64_t> epochs;
};

// The tenants' clocks, where they differ from ours.
struct SandboxClocks {
  std::vector<std::int32_t> tenants;
  std::vector<std::int64_t> nows;
};

struct ClaimKey {
  std::int32_t tenant = 0;
  Uuid claim;
};

// What one round trip and one transaction does. Sending the same again after a failure is harmless,
// whether or not it happened.
struct Exchange {
  HeldShards held;
  bool read_arrivals = false;
  std::vector<BacklogRead> backlog;
  std::vector<Outcome> outcomes;
  std::vector<ClaimKey> finished_claims;
  std::vector<ReadyJob> wanted;
  Uuid claim;
  Timestamp now;
  bool ask_due = false;  // whether anything is, between `promoted_until` and `now`
  bool promote = false;  // whatever is arrives
  Timestamp promoted_until;
  SandboxClocks sandboxes;  // and by the tenants' own clocks
  bool read_cancelled = false;

  bool writes() const {
    return !outcomes.empty() || !finished_claims.empty() || !wanted.empty() || promote;
  }
};

struct Exchanged {
  std::vector<Arrival> arrivals;
  std::vector<std::vector<BacklogJob>> backlog;  // as asked for
  std::vector<ClaimedJobPointer> claimed;
  std::vector<Uuid> cancelled;
  bool due = false;
};

// Rows read of a shard at once, at most.
inline constexpr std::int32_t kArrivalsAtOnce = 1'000;

// Used by one thread. Every call throws ConnectionLost or Error when the database is away or late:
// make another then.
class JobSession {
 public:
  // `conninfo` is for the role sangam_relay.
  explicit JobSession(const std::string& conninfo);

  // Says that this worker is alive, and who else is.
  Census beat(const Uuid& worker);
  // The new epoch; nullopt when another was faster.
  std::optional<std::int64_t> take(std::int16_t shard, const std::optional<Uuid>& from,
                                   const Uuid& worker, Timestamp now);
  void release(const std::vector<std::int16_t>& shards, const Uuid& worker);
  void forget(const std::vector<Uuid>& workers);

  // Throws DatabaseError kShardsLost when one of the shards is not ours any longer: nothing
  // happened then. `positions` are where each shard's reader stands.
  Exchanged exchange(const Exchange& exchange, const std::map<std::int16_t, Position>& positions);

  // Partitions of the history: makes those to come, drops those that ended before `oldest`.
  void rotate(Timestamp now, Timestamp oldest);

  // For the schedules, on the same session.
  store::BatchConnection& connection() noexcept { return connection_; }

 private:
  store::BatchConnection connection_;
};

}  // namespace sangam::jobs
