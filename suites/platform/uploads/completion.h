#pragma once

// Completion: an upload that has come whole becomes the body of its operation, run as any other
// door runs it.

#include "kernel/api/identity.h"
#include "kernel/api/operation_metrics.h"
#include "kernel/api/pools.h"
#include "kernel/runtime/event_loop.h"
#include "kernel/telemetry/trace.h"
#include "suites/platform/uploads/types.h"
#include "suites/platform/uploads/uploadable.h"

namespace sangam::suites::platform::uploads {

// In whose name an operation runs, and where.
struct Runner {
  api::IdentityPointer identity;
  telemetry::Trace& trace;
  std::string_view remote_address = {};
  std::string_view user_agent = {};
  bool secure = false;
  runtime::EventLoop& loop;
  api::Pools pools;
};

// Any loop; immutable.
class Completion {
 public:
  // Both outlive it; `metrics` is null in programs that serve nobody.
  Completion(const Uploadable& operations, const api::OperationMetrics* metrics,
             UploadLimits limits)
      : operations_(operations), metrics_(metrics), limits_(limits) {}

  // Runs the operation of an upload that is received, unless somebody else does so: the upload is
  // its idempotency key, so that running again after the process ended does nothing twice. What it
  // replies, or why it refuses, is kept; then the bytes go. Throws Error for what passes with time:
  // the upload is as it was then.
  Task<void> run(Runner runner, UploadRow upload) const;

 private:
  struct Outcome;

  Task<Outcome> perform(Runner& runner, const UploadRow& upload,
                        const std::vector<UploadRow>& parts) const;

  const Uploadable& operations_;
  const api::OperationMetrics* const metrics_;
  const UploadLimits limits_;
};

}  // namespace sangam::suites::platform::uploads
