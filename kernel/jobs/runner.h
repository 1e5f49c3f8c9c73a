#pragma once

// Runner: the jobs of one process on one event loop, a few at the same time.

#include <atomic>
#include <deque>
#include <functional>
#include <map>
#include <vector>

#include "kernel/jobs/attempt.h"
#include "kernel/store/pool.h"

namespace sangam::jobs {

// By kind. Immutable once jobs run.
using Handlers = std::map<std::string, Handler, std::less<>>;

// Belongs to its loop's thread.
class Runner {
 public:
  // `tell` is called on the loop's thread with what came of an attempt. All must outlive it.
  Runner(runtime::EventLoop& loop, store::Pool& app, const Handlers& handlers,
         std::size_t concurrency, std::function<void(Outcome)> tell);

  void take(std::vector<ClaimedJobPointer> jobs);
  // Jobs waiting or under way.
  std::size_t load() const noexcept { return waiting_.size() + under_way_; }

 private:
  Task<void> work_off();

  runtime::EventLoop& loop_;
  store::Pool& app_;
  const Handlers& handlers_;
  const std::size_t concurrency_;
  const std::function<void(Outcome)> tell_;
  std::deque<ClaimedJobPointer> waiting_;
  std::size_t under_way_ = 0;
};

}  // namespace sangam::jobs
