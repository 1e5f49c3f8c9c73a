#pragma once

// EventService: the relay and the consumers of one process. The relay has a thread; the consumers
// are spread over the event loops, and work in the process that relays.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "kernel/events/consumer_runner.h"
#include "kernel/events/relay.h"
#include "kernel/runtime/loop_group.h"
#include "kernel/store/connection_settings.h"
#include "kernel/telemetry/snapshot.h"

namespace sangam::events {

// Main thread only, counters and metrics apart. Adds to the connections of the process one for the
// relay and one for each loop that has a consumer.
class EventService {
 public:
  // Gives the pool of the role sangam_app of a loop.
  using AppPools = std::function<store::Pool&(const runtime::EventLoop&)>;

  // The loops run, and go on running until stop() has returned; what handlers use does so too.
  // `on_growth` is called on the relay's thread when this process has added events to the log; it
  // must be quick. May be empty.
  EventService(runtime::LoopGroup& loops, const store::Endpoint& endpoint,
               const AppPools& app_pools, std::vector<Consumer> consumers,
               LogSettings settings = {}, std::function<void()> on_growth = {});
  ~EventService();  // stops

  void start();
  // Deliveries under way end, what can be relayed is. Idempotent.
  void stop();

  const Relay& relay() const noexcept { return *relay_; }
  // Any thread, between construction and destruction.
  std::vector<const ConsumerRunner*> consumers() const;
  // Relay and consumers, for /metrics. Any thread.
  void describe(telemetry::Snapshot& out) const;
  // Of the relay: who holds the horizon, what keeps the log, streams that stand still, what waits.
  // Of the consumers: who is far behind. Any thread.
  telemetry::HealthVerdict relay_health() const;
  telemetry::HealthVerdict consumers_health() const;

 private:
  struct Place;

  void tell_change();
  void wake_all();

  runtime::LoopGroup& loops_;
  std::unique_ptr<Relay> relay_;
  std::vector<std::unique_ptr<Place>> places_;  // one a consumer
  const std::function<void()> on_growth_;
  std::int64_t told_position_ = 0;  // of the relay's thread
  bool running_ = false;
};

}  // namespace sangam::events
