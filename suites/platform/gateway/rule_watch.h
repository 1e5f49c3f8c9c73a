#pragma once

// RuleWatch: reads what operators and tenants say of the gateway, whatever process they said it to,
// a few times a second, and gives the gate new rules when anything changed.

#include <atomic>
#include <future>
#include <memory>
#include <unordered_map>

#include "base/timestamp.h"
#include "kernel/gateway/rules.h"
#include "kernel/runtime/loop_group.h"
#include "kernel/store/pool.h"

namespace sangam::gateway {
class Gate;
}

namespace sangam::suites::platform::gateway {

// Main thread only, look_soon() apart. Lives on the first loop of the group, with that loop's pool
// of the role auth.
class RuleWatch {
 public:
  RuleWatch(runtime::LoopGroup& loops, store::Pool& auth, sangam::gateway::Gate& gate)
      : loops_(loops), auth_(auth), gate_(gate) {}
  ~RuleWatch() { stop(); }
  RuleWatch(const RuleWatch&) = delete;
  RuleWatch& operator=(const RuleWatch&) = delete;

  // The loops run, and go on running until stop() has returned. Returns once the rules that there
  // are hold. Throws what keeps them from being read: nothing is served without them.
  void start();
  void stop();

 private:
  Task<void> run();
  Task<void> look();
  // Whether anything differs.
  Task<bool> read_tenants(sangam::gateway::Rules& rules, bool all);
  Task<bool> read_platform(sangam::gateway::Rules& rules);

  runtime::LoopGroup& loops_;
  store::Pool& auth_;
  sangam::gateway::Gate& gate_;
  sangam::gateway::Rules rules_;                            // as published last
  std::unordered_map<std::int32_t, std::string> policies_;  // as they are kept, by tenant
  std::string platform_;
  std::string maintenance_;
  Timestamp last_look_{};  // when the last one began that succeeded
  int looks_ = 0;
  bool published_ = false;
  bool stopping_ = false;
  bool running_ = false;
  std::promise<void> begun_;
  std::promise<void> ended_;
};

}  // namespace sangam::suites::platform::gateway
