#pragma once

// Dispatcher: gives the jobs of the shards it holds to the event loops, and writes down what came
// of them, on a thread and a database session of its own. One round trip and one transaction
// settles what has ended, claims what goes next and reads what has arrived.
//
//   waiting ──claimed──> running ──> done | cancelled | dead
//      ^                    │ failed, tries left: after a pause
//      └────────────────────┘

#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "kernel/jobs/in_flight.h"
#include "kernel/jobs/schedule_session.h"
#include "kernel/telemetry/rounds.h"

namespace sangam::jobs {

// Monotonic counters and gauges, read by any thread.
struct DispatchCounters {
  std::atomic<std::uint64_t> claimed{0};
  std::atomic<std::uint64_t> done{0};
  std::atomic<std::uint64_t> failed{0};  // attempts, whatever came of the job
  std::atomic<std::uint64_t> dead{0};
  std::atomic<std::uint64_t> cancelled{0};
  std::atomic<std::uint64_t> lost{0};       // attempts whose job was given to another process
  std::atomic<std::uint64_t> exchanges{0};  // transactions
  std::atomic<std::uint64_t> sessions{0};   // opened
  std::atomic<std::uint64_t> fired{0};      // jobs made by schedules
  std::atomic<std::int64_t> shards{0};      // held
  std::atomic<std::int64_t> running{0};
  std::atomic<std::int64_t> ready{0};  // known to this process, and waiting
  // Since when the one of them that has waited longest does, monotonic nanoseconds; 0: none waits.
  std::atomic<std::int64_t> waiting_since{0};
};

struct DispatchSettings {
  std::string conninfo;          // for the role sangam_relay
  std::size_t places = 1;        // event loops
  std::size_t concurrency = 16;  // jobs under way at the same time, of a place
  Timestamp (*now)() = nullptr;  // wall clock; the machine's unless a test has its own
  std::chrono::milliseconds beat{1'000};
  std::chrono::milliseconds patience{4'000};  // with a worker whose beat stands still
  std::chrono::days keep{35};                 // the history
};

// start and stop belong to one thread; tell(), set_clock_offset() and the counters to any.
class Dispatcher {
 public:
  // Hands jobs to a place; called on the dispatcher's thread.
  using Give = std::function<void(std::size_t place, std::vector<ClaimedJobPointer> jobs)>;

  Dispatcher(DispatchSettings settings, Give give, std::vector<DeclaredSchedule> declared);
  ~Dispatcher();  // stops

  void start();
  // Claims nothing more, lets what runs come to an end, hands the shards over. Idempotent.
  void stop();

  // What came of a job that was given.
  void tell(Outcome outcome);
  // A sandbox tenant's clock runs ahead by this much.
  void set_clock_offset(std::int32_t tenant, std::int64_t nanoseconds);

  const DispatchCounters& counters() const noexcept { return counters_; }
  const telemetry::Rounds& rounds() const noexcept { return rounds_; }
  const Uuid& worker() const noexcept { return worker_; }

 private:
  void serve();
  std::chrono::milliseconds step();
  bool busy() const;
  void keep_membership();
  void take_shards(const ShardPlan& plan);
  void give_up_shards(const std::vector<std::int16_t>& shards);
  void reconcile(const Census& census);
  void lose_shard(std::int16_t shard);
  void refresh_held();
  void prepare();
  void collect_outcomes();
  void choose_jobs();
  void choose_chores(Timestamp now);
  SandboxClocks sandbox_clocks(Timestamp now) const;
  HeldShards held() const;
  bool has_work() const;
  void absorb(Exchanged answer);
  void hand_out(std::vector<ClaimedJobPointer> jobs);
  void count(const Outcome& outcome);
  void measure(std::size_t settled);
  void keep_schedules();
  void keep_house();
  void lose_session(const std::exception& failure);
  void wait(std::chrono::milliseconds duration, std::size_t outcomes);
  bool stopping() const;
  void hand_over();
  Timestamp now() const;

  const DispatchSettings settings_;
  const Give give_;
  const std::vector<DeclaredSchedule> declared_;
  DispatchCounters counters_;
  telemetry::Rounds rounds_;

  mutable std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::vector<Outcome> told_;
  std::size_t wake_at_ = 1;  // outcomes that end a wait
  std::map<std::int32_t, std::int64_t> offsets_;

  // Of the thread.
  Uuid worker_;
  std::optional<JobSession> session_;
  WorkerWatch watch_;
  std::map<std::int16_t, std::int64_t> epochs_;  // of the shards we hold
  std::vector<std::int16_t> leaving_;            // held still, and not claimed from
  Intake intake_;
  InFlight in_flight_;
  Exchange pending_;
  bool has_due_ = false;
  std::size_t target_ = 0;  // jobs in flight that keep the places busy
  std::size_t settled_lately_ = 0;
  Timestamp last_look_{};
  Timestamp due_bound_{};  // nothing is due that should have run before
  bool declared_kept_ = false;
  std::chrono::milliseconds idle_{1};
  runtime::Deadline next_beat_ = runtime::Deadline::at(0);
  runtime::Deadline next_arrivals_ = runtime::Deadline::at(0);
  runtime::Deadline next_due_ = runtime::Deadline::at(0);
  runtime::Deadline next_full_look_ = runtime::Deadline::at(0);
  runtime::Deadline next_cancelled_ = runtime::Deadline::at(0);
  runtime::Deadline next_schedules_ = runtime::Deadline::at(0);
  runtime::Deadline next_rotation_ = runtime::Deadline::at(0);
  runtime::Deadline next_measure_ = runtime::Deadline::at(0);
  std::thread thread_;
};

}  // namespace sangam::jobs
