#pragma once

// JobService: the dispatcher and the runners of one process. The dispatcher has a thread; the jobs
// run on the event loops.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "kernel/jobs/dispatcher.h"
#include "kernel/jobs/runner.h"
#include "kernel/runtime/loop_group.h"
#include "kernel/store/connection_settings.h"
#include "kernel/telemetry/snapshot.h"

namespace sangam::jobs {

// What a module brings.
struct JobModule {
  std::vector<Handler> handlers;
  std::vector<DeclaredSchedule> schedules;
};

// Main thread only; set_clock_offset(), counters and metrics any. Adds one connection to those of
// the process.
class JobService {
 public:
  // Gives the pool of the role sangam_app of a loop.
  using AppPools = std::function<store::Pool&(const runtime::EventLoop&)>;

  // The loops run, and go on running until stop() has returned; what handlers use does so too.
  // `settings.conninfo` and `places` are filled in here. Kinds are unique (asserted).
  JobService(runtime::LoopGroup& loops, const store::Endpoint& endpoint, const AppPools& app_pools,
             std::vector<JobModule> modules, DispatchSettings settings = {});
  ~JobService();  // stops

  void start();
  // Jobs under way end, or are left to another process. Idempotent.
  void stop();

  // A sandbox tenant's clock runs ahead by this much.
  void set_clock_offset(std::int32_t tenant, std::int64_t nanoseconds) {
    dispatcher_->set_clock_offset(tenant, nanoseconds);
  }

  const DispatchCounters& counters() const noexcept { return dispatcher_->counters(); }
  const Dispatcher& dispatcher() const noexcept { return *dispatcher_; }
  // For /metrics. Any thread.
  void describe(telemetry::Snapshot& out) const;
  // Whether the dispatcher comes round, and for how long jobs wait. Any thread.
  telemetry::HealthVerdict health() const;

 private:
  void give(std::size_t place, std::vector<ClaimedJobPointer> jobs);

  runtime::LoopGroup& loops_;
  Handlers handlers_;
  std::vector<std::unique_ptr<Runner>> runners_;  // one a loop
  std::unique_ptr<Dispatcher> dispatcher_;
  bool running_ = false;
};

}  // namespace sangam::jobs
