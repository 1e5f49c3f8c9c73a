#include "kernel/saga/saga_service.h"

#include <future>
#include <optional>

#include "base/assert.h"

namespace sangam::saga {

// One runner: made, run and destroyed on its loop.
struct SagaService::Place {
  std::optional<store::Pool> relay_pool;
  std::optional<SagaRunner> runner;
  std::promise<void> ended;
};

namespace {

Task<void> run_and_tell(SagaRunner& runner, std::promise<void>& ended) {
  co_await runner.run();
  ended.set_value();
}

struct Series {
  std::string_view name;
  std::string_view help;
  std::atomic<std::uint64_t> RunnerCounters::* counter;
};

constexpr Series kSeries[] = {
    {"sangam_saga_claims_total", "Instances that runners took up", &RunnerCounters::claimed},
    {"sangam_saga_entries_total", "Entries written by runners", &RunnerCounters::entries},
    {"sangam_saga_failures_total", "Tries of steps that failed", &RunnerCounters::failures},
    {"sangam_saga_fenced_total", "Tries refused because others had moved the instance",
     &RunnerCounters::fenced},
    {"sangam_saga_parked_total", "Instances left to a person", &RunnerCounters::parked},
    {"sangam_saga_done_total", "Instances that ended as declared", &RunnerCounters::done},
    {"sangam_saga_compensated_total", "Instances that were undone", &RunnerCounters::compensated},
    {"sangam_saga_pruned_total", "Instances that ended long ago and went", &RunnerCounters::pruned},
};

}  // namespace

SagaService::SagaService(runtime::LoopGroup& loops, const store::Endpoint& endpoint,
                         const AppPools& app_pools, const Registry& registry,
                         RunnerSettings settings)
    : loops_(loops) {
  for (std::size_t i = 0; i < loops.size(); ++i) {
    auto place = std::make_unique<Place>();
    loops.call(i, [&] {
      auto& loop = loops.loop(i);
      place->relay_pool.emplace(
          loop, store::PoolSettings{.endpoint = endpoint, .role = store::Role::relay, .size = 1});
      place->runner.emplace(loop, app_pools(loop), *place->relay_pool, registry, clocks_, settings);
    });
    places_.push_back(std::move(place));
  }
}

SagaService::~SagaService() {
  stop();
  for (std::size_t i = 0; i < places_.size(); ++i)
    loops_.call(i, [&] {
      places_[i]->runner.reset();
      places_[i]->relay_pool.reset();
    });
}

void SagaService::start() {
  SANGAM_ASSERT(!running_);
  running_ = true;
  for (std::size_t i = 0; i < places_.size(); ++i)
    loops_.call(i, [&] { start_detached(run_and_tell(*places_[i]->runner, places_[i]->ended)); });
}

void SagaService::stop() {
  if (!std::exchange(running_, false)) return;
  for (std::size_t i = 0; i < places_.size(); ++i)
    loops_.call(i, [&] { places_[i]->runner->stop(); });
  for (auto& place : places_)
    place->ended.get_future().wait();
}

void SagaService::set_clock_offset(std::int32_t tenant, std::int64_t offset_ns) {
  clocks_.set(tenant, offset_ns);
  loops_.loop(0).post([runner = &*places_[0]->runner, tenant] { runner->rearm(tenant); });
}

void SagaService::wake() {
  for (std::size_t i = 0; i < places_.size(); ++i)
    loops_.loop(i).post([runner = &*places_[i]->runner] { runner->wake(); });
}

void SagaService::describe(telemetry::Snapshot& out) const {
  for (const auto& series : kSeries) {
    std::uint64_t sum = 0;
    for (const auto* counters : counters())
      sum += (counters->*series.counter).load(std::memory_order_relaxed);
    out.counter(series.name, series.help, static_cast<double>(sum));
  }
}

std::vector<const RunnerCounters*> SagaService::counters() const {
  std::vector<const RunnerCounters*> counters;
  for (const auto& place : places_)
    counters.push_back(&place->runner->counters());
  return counters;
}

}  // namespace sangam::saga
