#pragma once

// ShardSession: what makes a lane the one owner of a shard. Taking over locks the shard for the
// session and raises its epoch; every batch begins with the fence, which raises when the epoch or
// the batch number is not the expected one and so aborts the whole pipeline, COMMIT included.

#include <cstdint>
#include <string>

#include "kernel/lane/engine.h"

namespace sangam::lane {

// What taking over found out about the batch whose COMMIT got no answer.
enum class LostBatch : std::uint8_t { none, committed, not_committed, unknown };

class ShardSession {
 public:
  ShardSession(std::int32_t shard, std::string address)
      : shard_(shard), address_(std::move(address)) {}

  std::int32_t shard() const noexcept { return shard_; }
  // Whether this process was the shard's last owner as far as it knows.
  bool owned() const noexcept { return epoch_ > 0; }
  // Whether the database session of now holds the shard's lock.
  bool held() const noexcept { return held_; }
  // The database session is gone, and its locks with it.
  void lock_lost() noexcept { held_ = false; }

  // Takes the shard. After a lost session it tells what became of the batch under way: `unknown`
  // when another process has owned the shard in between, and the engine must be rebuilt.
  // Throws DatabaseError (SGF03: another session holds the shard), ConnectionLost.
  LostBatch take_over(store::BatchConnection& connection, runtime::Deadline deadline);
  const ShardPosition& position() const noexcept { return position_; }

  // Queues the fence of the next batch.
  void send_fence(store::BatchConnection& connection, Timestamp last_timestamp);
  // Queues the note that the engine's rows are written up to `flushed`.
  void send_flushed(store::BatchConnection& connection, Timestamp flushed) const;
  void batch_committed() noexcept;
  void batch_discarded() noexcept { under_way_ = false; }
  // Another process owns the shard.
  void step_down() noexcept {
    epoch_ = 0;
    held_ = false;
    under_way_ = false;
  }

 private:
  std::int32_t shard_;
  std::string address_;
  ShardPosition position_;
  std::int64_t epoch_ = 0;  // 0: not owned
  std::int64_t last_batch_ = 0;
  bool held_ = false;
  bool under_way_ = false;
};

}  // namespace sangam::lane
