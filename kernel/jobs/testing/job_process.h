#pragma once

// A process as the job service needs it, on a test's database: event loops with their pools, and
// the service with the handlers of the test.

#include <functional>
#include <memory>

#include "kernel/jobs/enqueue.h"
#include "kernel/jobs/job_service.h"
#include "kernel/store/testing/database.h"

namespace sangam::jobs::testing {

// Short beats, so that a test that waits for another process's end takes a second.
DispatchSettings quick_settings();

// Main thread only. Starts at once, unless told otherwise.
class JobProcess {
 public:
  JobProcess(const store::Endpoint& endpoint, std::vector<JobModule> modules,
             DispatchSettings settings = quick_settings(), std::size_t loops = 1);
  ~JobProcess();  // stops

  JobService& service() noexcept { return *service_; }
  const DispatchCounters& counters() const noexcept { return service_->counters(); }
  void stop() { service_->stop(); }

 private:
  runtime::LoopGroup loops_;
  std::vector<std::unique_ptr<store::Pool>> pools_;
  std::unique_ptr<JobService> service_;
};

// Waits on this thread until `done`; false after half a minute.
bool wait_until(const std::function<bool()>& done);

// Enqueues `count` jobs of a kind in one transaction, with payloads {"number": i} from `first`.
void enqueue_numbers(store::testing::Database& database, std::int32_t tenant, std::string kind,
                     int first, int count, JobOptions options = {});

}  // namespace sangam::jobs::testing
