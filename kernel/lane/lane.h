#pragma once

// Lane: one thread that owns some shards and one database session. It takes what waits, applies it
// in memory, persists the batch in ONE transaction, and only then answers. While a batch is on its
// way to the disk the next one gathers, so that load makes batches larger instead of slower.

#include <atomic>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "kernel/lane/companions.h"
#include "kernel/lane/fair_queue.h"
#include "kernel/lane/shard_session.h"
#include "kernel/store/database_error.h"

namespace sangam::lane {

// Requests that may wait at one shard; more are refused with 503.
inline constexpr std::size_t kWaitingMax = 16'384;

// How long rows that are written behind may lag.
inline constexpr std::chrono::seconds kFlushInterval{1};

struct LaneSettings {
  std::string conninfo;  // for the role sangam_lane
  std::string address;   // of this process, for the lanes table
};

// Monotonic counters, read by any thread.
struct LaneCounters {
  std::atomic<std::uint64_t> batches{0};
  std::atomic<std::uint64_t> rows{0};
  std::atomic<std::uint64_t> requests{0};
  std::atomic<std::uint64_t> discarded_batches{0};
  std::atomic<std::uint64_t> reconnects{0};
  std::atomic<std::uint64_t> refused{0};  // queue full
  std::atomic<std::int64_t> waiting{0};   // requests in the queues now
  // Since when no batch could be made durable, in monotonic nanoseconds; 0: the last one was.
  std::atomic<std::int64_t> failing_since{0};
};

// submit, set_clock_offset and stop may be called from any thread.
class Lane {
 public:
  Lane(LaneSettings settings, EngineFactory& engines);
  ~Lane();  // stops
  Lane(const Lane&) = delete;
  Lane& operator=(const Lane&) = delete;

  // Makes `shard` one of this lane's. Its engine is built at the first batch, or by start().
  void add_shard(std::int32_t shard);
  // Starts the thread and waits until it has taken over and rebuilt all shards. Throws what that
  // throws; the lane then serves nothing.
  void start();
  // Serves what waits, then ends the thread. Requests that come later are refused.
  void stop();

  // Queues `request`; false when the shard's queue is full or the lane stops. A queued request is
  // always delivered.
  [[nodiscard]] bool submit(std::int32_t shard, Request& request);
  // Moves the clock of a sandbox tenant's shard; what that makes due happens at once.
  void set_clock_offset(std::int32_t shard, std::int64_t nanoseconds);

  const LaneCounters& counters() const noexcept { return counters_; }

 private:
  struct Shard {
    explicit Shard(std::int32_t number, const std::string& address) : session(number, address) {}
    ShardSession session;
    std::unique_ptr<Engine> engine;  // null: to be rebuilt
    FairQueue queue{kWaitingMax};
    std::atomic<std::int64_t> clock_offset{0};
    std::int64_t flush_due = 0;  // monotonic nanoseconds; 0: nothing to flush
    // After a batch that failed: nobody but a request makes the shard due before then.
    runtime::Deadline pause = runtime::Deadline::at(0);
  };
  using Requests = std::vector<Request*>;

  void prepare();
  void serve();
  Shard* wait_for_work();
  bool is_due(const Shard& shard) const;
  runtime::Deadline next_due() const;
  Requests take_requests(Shard& shard);

  // lane_batch.cpp
  enum class BatchEnd { durable, refused, failed };
  void run_batch(Shard& shard, const Requests& requests);
  bool make_ready(Shard& shard);
  void get_ready(Shard& shard);
  void connect();
  std::size_t apply(Shard& shard, const Requests& requests, std::vector<std::size_t>& counts);
  void persist(Shard& shard, const Requests& requests, const std::vector<std::size_t>& counts,
               bool flush);
  BatchEnd try_batch(Shard& shard, const Requests& requests);
  BatchEnd end_refused(Shard& shard, const Requests& requests, const store::DatabaseError& error);
  void finish(Shard& shard, const Requests& requests, const std::vector<std::size_t>& counts,
              bool flushed);
  void discard(Shard& shard, const Requests& requests);
  bool lost_batch_is_durable(Shard& shard);
  void settle(Shard& shard, const Requests& requests);
  void fail(Shard& shard, const Requests& requests, const Error& error);

  LaneSettings settings_;
  EngineFactory& engines_;
  LaneCounters counters_;

  mutable std::mutex mutex_;  // queues and stopping_
  std::condition_variable wake_;
  std::map<std::int32_t, std::unique_ptr<Shard>> shards_;
  std::int32_t last_served_ = -1;
  bool stopping_ = false;

  std::unique_ptr<store::BatchConnection> connection_;  // null: not connected
  // Nobody tries to connect again before then: requests that come meanwhile are refused at once.
  runtime::Deadline connect_pause_ = runtime::Deadline::at(0);
  Companions companions_;
  runtime::CompletionBatch completions_;
  std::thread thread_;
};

}  // namespace sangam::lane
