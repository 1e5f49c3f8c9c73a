#pragma once

// SagaService: the runners of one process, one a loop.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "kernel/runtime/loop_group.h"
#include "kernel/saga/runner.h"
#include "kernel/store/connection_settings.h"
#include "kernel/telemetry/snapshot.h"

namespace sangam::saga {

// Main thread, where nothing else is said. Adds to the connections of the process one a loop.
class SagaService {
 public:
  // Gives the pool of the role sangam_app of a loop.
  using AppPools = std::function<store::Pool&(const runtime::EventLoop&)>;

  // The loops run, and go on running until stop() has returned; what handlers use does so too.
  SagaService(runtime::LoopGroup& loops, const store::Endpoint& endpoint, const AppPools& app_pools,
              const Registry& registry, RunnerSettings settings = {});
  ~SagaService();  // stops

  void start();
  // Tries under way end. Idempotent.
  void stop();

  // A sandbox tenant's clock runs ahead by this much. Any thread, also before start().
  void set_clock_offset(std::int32_t tenant, std::int64_t offset_ns);
  // There may be something to do. Any thread.
  void wake();

  // For /metrics. Any thread.
  void describe(telemetry::Snapshot& out) const;
  std::vector<const RunnerCounters*> counters() const;

 private:
  struct Place;

  runtime::LoopGroup& loops_;
  TenantClocks clocks_;
  std::vector<std::unique_ptr<Place>> places_;
  bool running_ = false;
};

}  // namespace sangam::saga
