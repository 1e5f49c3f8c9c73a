#pragma once

// RunningLease: while it is held, others see that the operation of an upload is being run. A
// process that dies stops renewing it, and soon somebody else takes over.

#include "base/task.h"
#include "kernel/runtime/coarse_timer.h"
#include "suites/platform/uploads/upload_store.h"

namespace sangam::suites::platform::uploads {

// How long whoever runs an operation is trusted to be alive after they last said so.
inline constexpr std::int64_t kRunningLease = 15 * kNanosecondsPerSecond;

// Of an upload that was claimed for kRunningLease. Belongs to `loop`.
class RunningLease {
 public:
  // `app`, of the same loop, outlives it.
  RunningLease(runtime::EventLoop& loop, store::Pool& app, std::int32_t tenant, Uuid upload);

  // Renews no more. Must be awaited before this is destroyed.
  Task<void> end();

 private:
  void renew_later();
  Task<void> renew();

  UploadStore store_;
  const Uuid upload_;
  runtime::CoarseTimer timer_;
  bool renewing_ = false;
  bool ending_ = false;
  sangam::Completion<bool> renewed_;  // the last time, when that is waited for
};

}  // namespace sangam::suites::platform::uploads
