#include "kernel/jobs/runner.h"

#include "base/assert.h"

namespace sangam::jobs {

Runner::Runner(runtime::EventLoop& loop, store::Pool& app, const Handlers& handlers,
               std::size_t concurrency, std::function<void(Outcome)> tell)
    : loop_(loop),
      app_(app),
      handlers_(handlers),
      concurrency_(concurrency),
      tell_(std::move(tell)) {
  SANGAM_ASSERT(concurrency_ > 0);
}

void Runner::take(std::vector<ClaimedJobPointer> jobs) {
  for (auto& job : jobs)
    waiting_.push_back(std::move(job));
  while (under_way_ < concurrency_ && !waiting_.empty()) {
    ++under_way_;
    start_detached(work_off());
  }
}

// One of the coroutines that work the queue off; it ends when nothing waits.
Task<void> Runner::work_off() {
  while (!waiting_.empty()) {
    auto job = std::move(waiting_.front());
    waiting_.pop_front();
    const auto handler = handlers_.find(job->kind);
    tell_(co_await attempt(loop_, app_, handler == handlers_.end() ? nullptr : &handler->second,
                           std::move(job)));
  }
  --under_way_;
}

}  // namespace sangam::jobs
