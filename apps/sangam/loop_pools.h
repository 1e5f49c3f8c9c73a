#pragma once

// LoopPools: the database sessions of every event loop, built and destroyed on it: one pool of the
// role app, one of the role auth.

#include <memory>
#include <vector>

#include "kernel/api/pools.h"
#include "kernel/runtime/loop_group.h"
#include "kernel/store/connection_settings.h"

namespace sangam::apps {

// Main thread only, pools_of() apart; the loops run as long as it lives.
class LoopPools final : public api::PoolDirectory {
 public:
  LoopPools(runtime::LoopGroup& loops, const store::Endpoint& endpoint);
  ~LoopPools() override;
  LoopPools(const LoopPools&) = delete;
  LoopPools& operator=(const LoopPools&) = delete;

  // The loop must be one of the group.
  api::Pools pools_of(const runtime::EventLoop& loop) const override;

 private:
  struct OfLoop;

  runtime::LoopGroup& loops_;
  std::vector<std::unique_ptr<OfLoop>> pools_;
};

}  // namespace sangam::apps
