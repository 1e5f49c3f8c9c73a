#pragma once

// Dispatcher: delivers what waits, on one event loop. Any number of processes run one; a lease in
// the database lets one of them send, and another takes over a few seconds after it is gone.

#include <atomic>
#include <map>
#include <set>

#include "kernel/store/pool.h"
#include "kernel/telemetry/rounds.h"
#include "suites/platform/webhooks/line.h"

namespace sangam::suites::platform::webhooks {

struct DispatcherSettings {
  std::chrono::milliseconds poll{1'000};  // how often all endpoints are looked at
  std::chrono::milliseconds nudge{10};    // how soon after a wake-up that tenant's are
  std::chrono::seconds lease{6};
  std::chrono::days keep{30};  // messages, attempts, and what was received
  std::size_t lines = 64;      // endpoints sent to at the same time
  std::size_t lines_a_tenant =
      16;  // of one tenant, so that slow receivers keep nobody else waiting
};

// Belongs to its loop's thread, wake() and counters() apart.
class Dispatcher {
 public:
  // `app` and `relay` are pools of those roles on `loop`. All must outlive run().
  Dispatcher(runtime::EventLoop& loop, store::Pool& app, store::Pool& relay,
             http::client::Client& client, vault::Vault& vault, DispatcherSettings settings = {});

  // Works until stop(); returns when nothing is under way. Does not throw.
  Task<void> run();
  // Ends run() after the messages under way.
  void stop();
  // There is something to send for this tenant. Any thread, while the loop exists.
  void wake(std::int32_t tenant);

  const DeliveryCounters& counters() const noexcept { return counters_; }
  bool leads() const noexcept { return leads_; }
  // Whether it comes round, and how many endpoints are given up. Any thread.
  telemetry::HealthVerdict health() const;

 private:
  Task<void> step();
  Task<void> hold_lease();
  Task<void> release_lease();
  Task<void> find_due();
  Task<void> count_failing();
  Task<void> prune();
  void start(LineName name);
  bool has_room_for(std::int32_t tenant) const;
  Task<void> serve(LineName name);
  bool may_send() const;
  Task<void> wait();

  runtime::EventLoop& loop_;
  store::Pool& relay_;
  const DispatcherSettings settings_;
  DeliveryCounters counters_;
  telemetry::Rounds rounds_;
  const Workshop shop_;
  const Uuid holder_;
  std::atomic<bool> leads_{false};
  bool stopping_ = false;
  runtime::Deadline leads_until_ = runtime::Deadline::at(0);
  runtime::Deadline next_lease_ = runtime::Deadline::at(0);
  runtime::Deadline next_poll_ = runtime::Deadline::at(0);
  runtime::Deadline next_prune_ = runtime::Deadline::at(0);
  runtime::Deadline next_count_ = runtime::Deadline::at(0);
  std::map<std::int32_t, int> woken_;  // tenants, and how many looks they still get
  std::set<LineName> lines_;           // being sent to
  Completion<bool>* waiter_ = nullptr;
  Completion<bool>* emptied_ = nullptr;
};

}  // namespace sangam::suites::platform::webhooks
