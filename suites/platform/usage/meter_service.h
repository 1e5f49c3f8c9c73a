#pragma once

// MeterService: takes what this process counted (kernel/metering) and keeps it, on a thread and
// database sessions of its own; measures what tenants store, tells owners whose plan is nearly used
// up, and forgets what is old. Every process runs one; an advisory lock lets one of them measure
// and forget.

#include <atomic>
#include <condition_variable>
#include <future>
#include <mutex>
#include <optional>
#include <set>
#include <thread>

#include "kernel/metering/call_times.h"
#include "kernel/metering/meters.h"
#include "kernel/runtime/deadline.h"
#include "kernel/runtime/loop_group.h"
#include "kernel/store/connection_settings.h"
#include "kernel/telemetry/snapshot.h"
#include "suites/platform/usage/backlog.h"
#include "suites/platform/usage/call_backlog.h"
#include "suites/platform/usage/figures_session.h"
#include "suites/platform/usage/notices.h"
#include "suites/platform/usage/storage_session.h"

namespace sangam::suites::platform::usage {

// Of the roles relay and custodian.
inline constexpr std::size_t kMeterSessions = 2;

// What it works with; all outlives it.
struct MeterParts {
  runtime::LoopGroup& loops;  // they run; notices are written on the first
  store::Endpoint endpoint;
  store::Pool& auth;  // of the first loop
  const PublicAddress& address;
  metering::Meters& meters = metering::meters();
  metering::CallTimes& call_times = metering::call_times();
};

// start and stop belong to one thread, describe() to any.
class MeterService {
 public:
  explicit MeterService(MeterParts parts);
  ~MeterService();  // stops

  void start();
  // Writes what was counted, for kDrainPatience at most, and ends the thread. Idempotent.
  void stop();

  // For /metrics.
  void describe(telemetry::Snapshot& out) const;

  static constexpr std::chrono::seconds kEvery{5};
  static constexpr std::chrono::seconds kDrainPatience{5};

 private:
  void serve();
  void round();
  void take();
  void write();
  void write_calls();
  void tell(Timestamp now);
  void tell_one(const DueNotice& due, Timestamp now);
  Task<void> tell_on_loop(DueNotice due, Timestamp now, std::promise<bool>& told);
  void measure(Timestamp now);
  bool measure_next(Timestamp now);
  void keep_house(Timestamp now);
  void drain();
  bool stopping();
  void wait();

  const MeterParts parts_;
  const Notices notices_;
  const Uuid writer_;
  const Uuid call_writer_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;

  struct Counters {
    std::atomic<std::uint64_t> batches{0};   // written
    std::atomic<std::uint64_t> failures{0};  // rounds that ended with an error
    std::atomic<std::uint64_t> waiting{0};   // figures
    std::atomic<std::uint64_t> lost{0};      // counts the backlog had no room for
    std::atomic<std::uint64_t> measured{0};  // tenants
    std::atomic<std::uint64_t> notices{0};   // owners were told of
  };
  Counters counters_;

  // Of the thread.
  Backlog backlog_;
  CallBacklog calls_;
  Timestamp taken_at_;
  std::set<std::int32_t> written_;  // tenants whose figures changed since notices were looked for
  std::optional<FiguresSession> figures_;
  std::optional<StorageSession> storage_;
  std::int32_t measured_to_ = 0;  // tenants up to this number
  Date measured_day_;
  runtime::Deadline next_telling_ = runtime::Deadline::at(0);
  runtime::Deadline next_measuring_ = runtime::Deadline::at(0);
  runtime::Deadline next_forgetting_ = runtime::Deadline::at(0);
  std::thread thread_;
};

}  // namespace sangam::suites::platform::usage
