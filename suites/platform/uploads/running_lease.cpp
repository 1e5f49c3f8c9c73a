#include "suites/platform/uploads/running_lease.h"

#include "base/error.h"
#include "kernel/clock/clock.h"

namespace sangam::suites::platform::uploads {

namespace {

constexpr std::chrono::seconds kRenewEvery{5};

}  // namespace

RunningLease::RunningLease(runtime::EventLoop& loop, store::Pool& app, std::int32_t tenant,
                           Uuid upload)
    : store_(app, tenant, nullptr),
      upload_(upload),
      timer_(
          loop, [](void* self) { start_detached(static_cast<RunningLease*>(self)->renew()); },
          this) {
  renew_later();
}

void RunningLease::renew_later() { timer_.arm(kRenewEvery); }

Task<void> RunningLease::renew() {
  renewing_ = true;
  try {
    co_await store_.extend(upload_, Timestamp{clock::system_now().nanoseconds + kRunningLease});
  } catch (const Error&) {
    // The next time comes before the lease runs out.
  }
  renewing_ = false;
  if (ending_) renewed_.complete(true);
  else renew_later();
}

Task<void> RunningLease::end() {
  timer_.disarm();
  ending_ = true;
  if (renewing_) co_await renewed_;
}

}  // namespace sangam::suites::platform::uploads
