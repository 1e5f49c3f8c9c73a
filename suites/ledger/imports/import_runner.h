#pragma once

// ImportRunner: carries imports out in the background, one chunk after the other. Where an import
// stands is in its rows, so it goes on after the process ended in the middle: the chunk under way
// is posted again, which changes nothing twice, because every line has an id.

#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>

#include "kernel/api/call.h"
#include "kernel/lane/lane_group.h"
#include "kernel/runtime/loop_group.h"
#include "suites/ledger/imports/resolver.h"

namespace sangam::suites::ledger::imports {

// An import to carry out.
struct ImportJob {
  std::shared_ptr<api::Tenant> tenant;
  Uuid import;
};

// Any thread. The loops, the lanes and the pools must outlive it.
class ImportRunner {
 public:
  explicit ImportRunner(lane::LaneGroup& lanes) : lanes_(lanes) {}
  ~ImportRunner() { stop(); }

  // Starts on the current loop, with its sessions. Nothing happens once stop() was called, or while
  // the import runs. An import whose row is no longer `running` stops behind the chunk under way.
  void start(ImportJob job, runtime::EventLoop& loop, api::Pools pools);
  // Lets chunks under way finish and returns when nothing runs. The loops must still run.
  void stop();

 private:
  Task<void> run(ImportJob job, runtime::EventLoop& loop, api::Pools pools);
  Task<void> carry_out(const ImportJob& job, runtime::EventLoop& loop, api::Pools pools);
  Task<bool> run_next_chunk(const ImportJob& job, runtime::EventLoop& loop, api::Pools pools,
                            Resolver& resolver);
  Task<void> finish(const ImportJob& job, api::Pools pools);
  Task<void> fail(const ImportJob& job, api::Pools pools);
  bool begin(const Uuid& import);
  bool end(const Uuid& import);

  lane::LaneGroup& lanes_;
  std::atomic<bool> stopping_{false};
  std::mutex mutex_;
  std::condition_variable idle_;
  std::map<Uuid, bool> running_;  // whether it was started again meanwhile
};

}  // namespace sangam::suites::ledger::imports
