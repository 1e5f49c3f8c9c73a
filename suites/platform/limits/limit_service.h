#pragma once

// LimitService: limits at work: buckets, shared with other processes or not, turns, load, and the
// book, which is read anew when anybody changes it.

#include <atomic>
#include <future>
#include <optional>

#include "kernel/gateway/limits/limiter.h"
#include "kernel/runtime/loop_group.h"
#include "kernel/store/pool.h"
#include "kernel/telemetry/health.h"
#include "kernel/telemetry/snapshot.h"
#include "suites/platform/limits/admission.h"
#include "suites/platform/limits/limits.h"
#include "suites/platform/limits/load_watch.h"

namespace sangam::suites::platform::limits {

struct LimitServiceSettings {
  std::optional<gates::SharerSettings> shared;  // nothing: each process counts for itself
  gates::GateSettings gate;                     // of each event loop
  gates::ShedSettings shed;
};

// Made and destroyed on the main thread, while the loops run, around all requests.
class LimitService final : public LiveLimits {
 public:
  // `auth` is the pool of the first loop. Returns when the book was read, or could not be.
  LimitService(runtime::LoopGroup& loops, store::Pool& auth, LimitsModule& module,
               const LimitServiceSettings& settings);
  ~LimitService() override;
  LimitService(const LimitService&) = delete;
  LimitService& operator=(const LimitService&) = delete;

  api::Admission& admission() noexcept { return admission_; }
  // Any thread.
  telemetry::HealthVerdict health() const;
  void describe(telemetry::Snapshot& out) const;

  EffectiveLimits effective(const api::Identity& identity) override;
  LimitsState state() override;
  void look_soon() override { look_soon_ = true; }

 private:
  Task<void> run();
  Task<void> look();
  Task<void> read_months();

  runtime::LoopGroup& loops_;
  store::Pool& auth_;
  LimitsModule& module_;
  gates::Limiter limiter_;
  LimitAdmission admission_;
  std::optional<LoadWatch> watch_;
  std::atomic<bool> look_soon_{true};

  // Of the first loop.
  std::int64_t version_ = 0;
  std::int32_t month_ = 0;  // its first day
  runtime::Deadline next_look_ = runtime::Deadline::at(0);
  runtime::Deadline next_months_ = runtime::Deadline::at(0);
  bool stopping_ = false;
  std::promise<void> first_look_;
  std::promise<void> ended_;
};

}  // namespace sangam::suites::platform::limits
