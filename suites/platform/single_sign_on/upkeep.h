#pragma once

// Upkeep: what this module does by the clock, a few times a minute. Deletes what is over of
// sign-ins, which holds what people's identity providers say of them; and looks for the records of
// proven domains again.

#include <future>

#include "kernel/runtime/loop_group.h"
#include "kernel/store/pool.h"
#include "suites/platform/single_sign_on/outbound.h"

namespace sangam::suites::platform::single_sign_on {

// Main thread only. Lives on the first loop of the group, with that loop's pool of the role auth;
// both and `outbound` outlive it. Several processes share the work.
class Upkeep {
 public:
  Upkeep(runtime::LoopGroup& loops, store::Pool& auth, Outbound& outbound)
      : loops_(loops), auth_(auth), outbound_(outbound) {}
  ~Upkeep() { stop(); }

  // The loops run, and go on running until stop() has returned.
  void start();
  void stop();

 private:
  Task<void> run();
  Task<void> work_off();
  Task<void> sweep();
  Task<void> look_at_domains();

  runtime::LoopGroup& loops_;
  store::Pool& auth_;
  Outbound& outbound_;
  runtime::Deadline next_sweep_ = runtime::Deadline::at(0);
  runtime::Deadline next_look_ = runtime::Deadline::at(0);
  bool stopping_ = false;
  bool running_ = false;
  std::promise<void> ended_;
};

}  // namespace sangam::suites::platform::single_sign_on
