#include "kernel/events/event_service.h"

#include <algorithm>
#include <future>
#include <set>

#include "base/assert.h"

namespace sangam::events {

// One consumer: made, run and destroyed on its loop.
struct EventService::Place {
  std::size_t loop = 0;                     // of the group
  std::shared_ptr<store::Pool> relay_pool;  // shared by the consumers of the loop
  std::unique_ptr<ConsumerRunner> runner;
  std::promise<void> ended;
};

namespace {

Task<void> run_and_tell(ConsumerRunner& runner, std::promise<void>& ended) {
  co_await runner.run();
  ended.set_value();
}

}  // namespace

EventService::EventService(runtime::LoopGroup& loops, const store::Endpoint& endpoint,
                           const AppPools& app_pools, std::vector<Consumer> consumers,
                           LogSettings settings, std::function<void()> on_growth)
    : loops_(loops),
      relay_(std::make_unique<Relay>(
          endpoint.as(store::Role::relay), [this] { tell_change(); }, settings)),
      on_growth_(std::move(on_growth)) {
  std::set<std::string> names;
  std::vector<std::shared_ptr<store::Pool>> pools(loops.size());
  for (std::size_t i = 0; i < consumers.size(); ++i) {
    SANGAM_ASSERT(names.insert(consumers[i].name).second);
    auto place = std::make_unique<Place>();
    place->loop = i % loops.size();
    loops.call(place->loop, [&] {
      auto& loop = loops.loop(place->loop);
      auto& pool = pools[place->loop];
      if (!pool)
        pool = std::make_shared<store::Pool>(
            loop, store::PoolSettings{.endpoint = endpoint, .role = store::Role::relay, .size = 1});
      place->relay_pool = pool;
      place->runner = std::make_unique<ConsumerRunner>(loop, app_pools(loop), *pool, relay_->head(),
                                                       std::move(consumers[i]));
    });
    places_.push_back(std::move(place));
  }
}

EventService::~EventService() {
  stop();
  for (auto& place : places_)
    loops_.call(place->loop, [&] {
      place->runner.reset();
      place->relay_pool.reset();
    });
}

void EventService::start() {
  SANGAM_ASSERT(!running_);
  running_ = true;
  for (auto& place : places_)
    loops_.call(place->loop, [&] { start_detached(run_and_tell(*place->runner, place->ended)); });
  relay_->start();
}

void EventService::stop() {
  if (!std::exchange(running_, false)) return;
  for (auto& place : places_)
    loops_.call(place->loop, [&] { place->runner->stop(); });
  for (auto& place : places_)
    place->ended.get_future().wait();
  relay_->stop();
}

// On the relay's thread, which ends before the runners go.
void EventService::tell_change() {
  wake_all();
  const auto position = relay_->head().position.load();
  if (!on_growth_ || position == std::exchange(told_position_, position)) return;
  on_growth_();
}

void EventService::wake_all() {
  for (auto& place : places_)
    loops_.loop(place->loop).post([runner = place->runner.get()] { runner->wake(); });
}

std::vector<const ConsumerRunner*> EventService::consumers() const {
  std::vector<const ConsumerRunner*> runners;
  for (const auto& place : places_)
    runners.push_back(place->runner.get());
  return runners;
}

}  // namespace sangam::events
