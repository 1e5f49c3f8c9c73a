#pragma once

// Custodian: makes the exports that owners ask for and deletes tenants whose grace is over, on a
// thread and database sessions of its own. Every process runs one; an advisory lock lets one of
// them work, and the others take over when it ends.

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "kernel/store/connection_settings.h"
#include "kernel/telemetry/rounds.h"
#include "suites/platform/tenants/work_session.h"

namespace sangam::suites::platform::tenants {

// start and stop belong to one thread.
class Custodian {
 public:
  explicit Custodian(store::Endpoint endpoint) : endpoint_(std::move(endpoint)) {}
  ~Custodian();  // stops

  void start();
  // Interrupts what it is at, which goes on in the next process. Idempotent.
  void stop();

 private:
  void serve();
  bool stopping();
  void wait(std::chrono::milliseconds duration);

  const store::Endpoint endpoint_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::optional<WorkSession> session_;  // of the thread
  std::thread thread_;
};

}  // namespace sangam::suites::platform::tenants
