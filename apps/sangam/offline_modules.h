#pragma once

// The modules as declarations only, for commands that describe operations or call a server: nothing
// of them is started.

#include "apps/sangam/modules.h"
#include "kernel/lane/lane_group.h"
#include "kernel/runtime/worker_pool.h"
#include "kernel/telemetry/observatory.h"

namespace sangam::apps {

class OfflineModules {
 public:
  OfflineModules();
  const Modules& modules() const noexcept { return modules_; }

 private:
  runtime::WorkerPool workers_;
  std::unique_ptr<lane::EngineFactory> engines_;
  lane::LaneGroup lanes_;
  telemetry::Observatory observatory_;
  Modules modules_;
};

}  // namespace sangam::apps
