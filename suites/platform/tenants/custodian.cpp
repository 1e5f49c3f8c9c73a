#include "suites/platform/tenants/custodian.h"

#include <algorithm>

#include "base/assert.h"
#include "kernel/clock/clock.h"
#include "kernel/telemetry/log.h"

namespace sangam::suites::platform::tenants {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds kRest{500};
constexpr milliseconds kLongestFailureRest{60'000};

}  // namespace

Custodian::~Custodian() { stop(); }

void Custodian::start() {
  SANGAM_ASSERT(!thread_.joinable());
  thread_ = std::thread([this] { serve(); });
}

void Custodian::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

bool Custodian::stopping() {
  const std::lock_guard lock(mutex_);
  return stopping_;
}

void Custodian::serve() {
  milliseconds failing{0};
  while (!stopping()) {
    bool worked = false;
    try {
      if (!session_) session_.emplace(endpoint_, [this] { return stopping(); });
      worked = session_->step(clock::system_now());
      failing = milliseconds(0);
    } catch (const WorkSession::Interrupted&) {
      break;
    } catch (const std::exception& failure) {
      log::warning("the custodian of tenants starts anew", {{"reason", failure.what()}});
      session_.reset();
      failing = std::clamp(failing * 2, kRest, kLongestFailureRest);
    }
    if (!worked) wait(std::max(kRest, failing));
  }
  // The lock goes with the session, so that the next process need not wait for it.
  session_.reset();
}

void Custodian::wait(milliseconds duration) {
  std::unique_lock lock(mutex_);
  wake_.wait_for(lock, duration, [this] { return stopping_; });
}

}  // namespace sangam::suites::platform::tenants
