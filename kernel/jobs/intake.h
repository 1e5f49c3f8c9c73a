#pragma once

// Intake: what waits in the queue, as far as memory holds it. Of each tenant and priority it keeps
// a window; what arrives while that is full is passed over, and read again from there once there is
// room: memory does not grow with the queue. Pure.

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "kernel/jobs/arrival.h"

namespace sangam::jobs {

// What to read of one tenant and priority that was passed over.
struct BacklogRead {
  std::int16_t shard = 0;
  std::int32_t tenant = 0;
  std::int16_t priority = 0;
  Position behind;
  Position up_to;
  std::int32_t rows = 0;
};
struct BacklogJob {
  Position position;
  Uuid id;
};

class Intake {
 public:
  struct Limits {
    std::size_t window = 4'000;  // ids of a tenant and priority
    std::size_t low = 1'000;     // below it, the window is filled up
    std::size_t many = 400'000;  // ids in all; beyond it windows are narrow
    std::size_t narrow_window = 100;
  };
  Intake() = default;
  explicit Intake(Limits limits) : limits_(limits) {}

  // Begins to serve a shard, from the beginning; or ends to.
  void add_shard(std::int16_t shard);
  void remove_shard(std::int16_t shard);
  bool serves(std::int16_t shard) const { return positions_.contains(shard); }
  // Where each served shard stands.
  const std::map<std::int16_t, Position>& positions() const noexcept { return positions_; }

  // In the order in which they were read.
  void arrive(const Arrival& arrival);
  // What to read of the backlog now; at most `most` reads.
  std::vector<BacklogRead> backlog(std::size_t most) const;
  // The answer to a read. Fewer than it asked for: there is no more behind.
  void fill(const BacklogRead& read, const std::vector<BacklogJob>& jobs);

  std::vector<ReadyJob> take(std::size_t most) { return ready_.take(most); }
  // Jobs that were taken and not claimed after all.
  void put_back(const ReadyJob& job) { ready_.push(job); }
  std::size_t size() const noexcept { return ready_.size(); }
  void advance_to(std::int64_t now) noexcept { ready_.advance_to(now); }
  std::optional<std::int64_t> waiting_since() const { return ready_.waiting_since(); }
  // Whether take() can give more than it has in memory.
  bool has_backlog() const noexcept { return !backlog_.empty(); }

 private:
  using Queue = std::pair<std::int32_t, std::int16_t>;  // tenant, priority

  std::size_t window() const;

  Limits limits_{};
  ReadyQueue ready_;
  std::map<std::int16_t, Position> positions_;
  std::map<Queue, Position> backlog_;  // everything up to here is in memory, or was
};

}  // namespace sangam::jobs
