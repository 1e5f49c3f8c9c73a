#include "kernel/jobs/job_service.h"

#include "base/assert.h"

namespace sangam::jobs {

JobService::JobService(runtime::LoopGroup& loops, const store::Endpoint& endpoint,
                       const AppPools& app_pools, std::vector<JobModule> modules,
                       DispatchSettings settings)
    : loops_(loops) {
  std::vector<DeclaredSchedule> schedules;
  for (auto& module : modules) {
    for (auto& handler : module.handlers) {
      auto kind = handler.kind;
      const bool added = handlers_.emplace(std::move(kind), std::move(handler)).second;
      SANGAM_ASSERT(added);
    }
    for (auto& schedule : module.schedules)
      schedules.push_back(std::move(schedule));
  }
  settings.conninfo = endpoint.as(store::Role::relay);
  settings.places = loops.size();
  const auto concurrency = settings.concurrency;
  dispatcher_ = std::make_unique<Dispatcher>(
      std::move(settings),
      [this](std::size_t place, std::vector<ClaimedJobPointer> jobs) {
        give(place, std::move(jobs));
      },
      std::move(schedules));
  runners_.resize(loops.size());
  for (std::size_t i = 0; i < loops.size(); ++i)
    loops.call(i, [&, i] {
      auto& loop = loops.loop(i);
      runners_[i] = std::make_unique<Runner>(
          loop, app_pools(loop), handlers_, concurrency,
          [this](Outcome outcome) { dispatcher_->tell(std::move(outcome)); });
    });
}

JobService::~JobService() {
  stop();
  for (std::size_t i = 0; i < runners_.size(); ++i)
    loops_.call(i, [&, i] { runners_[i].reset(); });
}

void JobService::start() {
  SANGAM_ASSERT(!running_);
  running_ = true;
  dispatcher_->start();
}

void JobService::stop() {
  if (!std::exchange(running_, false)) return;
  dispatcher_->stop();
}

// On the dispatcher's thread, which ends before the runners go.
void JobService::give(std::size_t place, std::vector<ClaimedJobPointer> jobs) {
  loops_.loop(place).post([runner = runners_[place].get(), jobs = std::move(jobs)]() mutable {
    runner->take(std::move(jobs));
  });
}

}  // namespace sangam::jobs
