#include "apps/sangam/loop_pools.h"

#include "apps/sangam/connection_budget.h"
#include "base/assert.h"
#include "kernel/store/pool.h"

namespace sangam::apps {

struct LoopPools::OfLoop {
  OfLoop(runtime::EventLoop& loop, const store::Endpoint& endpoint)
      : app(loop, {.endpoint = endpoint, .role = store::Role::app, .size = kSessionsAPool}),
        auth(loop, {.endpoint = endpoint, .role = store::Role::auth, .size = kSessionsAPool}) {}
  store::Pool app;
  store::Pool auth;
};

LoopPools::LoopPools(runtime::LoopGroup& loops, const store::Endpoint& endpoint)
    : loops_(loops), pools_(loops.size()) {
  for (std::size_t i = 0; i < loops.size(); ++i)
    loops.call(i, [&, i] { pools_[i] = std::make_unique<OfLoop>(loops.loop(i), endpoint); });
}

LoopPools::~LoopPools() {
  for (std::size_t i = 0; i < loops_.size(); ++i)
    loops_.call(i, [&, i] { pools_[i].reset(); });
}

api::Pools LoopPools::pools_of(const runtime::EventLoop& loop) const {
  for (std::size_t i = 0; i < loops_.size(); ++i)
    if (&loops_.loop(i) == &loop) return {&pools_[i]->app, &pools_[i]->auth};
  SANGAM_ASSERT(false);
}

}  // namespace sangam::apps
