#pragma once

// RevocationWatch: reads what was revoked, by whatever process, a few times a second, and evicts it
// from this process's cache; and tidies away what is over: sessions, failures, revocations.

#include <future>
#include <memory>
#include <set>

#include "kernel/runtime/loop_group.h"
#include "kernel/store/pool.h"
#include "suites/platform/identity/identity_cache.h"

namespace sangam::suites::platform {

// Main thread only. Lives on the first loop of the group, with that loop's pool of the role auth.
class RevocationWatch {
 public:
  RevocationWatch(runtime::LoopGroup& loops, store::Pool& auth, IdentityCache& cache)
      : loops_(loops), auth_(auth), cache_(cache) {}
  ~RevocationWatch() { stop(); }

  // The loops run, and go on running until stop() has returned.
  void start();
  void stop();

 private:
  Task<void> run();
  Task<void> look();
  Task<void> tidy();

  runtime::LoopGroup& loops_;
  store::Pool& auth_;
  IdentityCache& cache_;
  std::set<std::int64_t> seen_;  // positions of the last seconds
  runtime::Deadline next_tidying_ = runtime::Deadline::at(0);
  bool stopping_ = false;
  bool running_ = false;
  std::promise<void> ended_;
};

}  // namespace sangam::suites::platform
