#pragma once

// A private cluster with our schema, an event loop with its pools, and the event service: all that
// events go through from a transaction to a consumer.

#include <filesystem>
#include <memory>
#include <optional>

#include "kernel/events/event_service.h"
#include "kernel/store/cluster.h"
#include "kernel/store/pool.h"

namespace sangam::benchmarks {

runtime::Deadline patience();

// Used by the main thread. The cluster is durable and lies in a folder of its own, removed at the
// end.
class Stage {
 public:
  Stage();
  ~Stage();
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  store::Endpoint endpoint() const { return cluster_->endpoint(); }
  runtime::LoopGroup& loops() noexcept { return loops_; }
  // A pool of the role sangam_relay on the loop.
  store::Pool& relay_pool() noexcept { return *relay_; }

  // Starts the service with one consumer of everything that writers emit; its effect is its inbox
  // rows.
  void start_consumer(std::size_t batch);
  // Up to where the consumer's effects are durable.
  std::int64_t consumed() const;

 private:
  std::filesystem::path folder_;
  std::unique_ptr<store::Cluster> cluster_;
  runtime::LoopGroup loops_{1};
  std::optional<store::Pool> app_;
  std::optional<store::Pool> relay_;
  std::unique_ptr<events::EventService> service_;
};

}  // namespace sangam::benchmarks
