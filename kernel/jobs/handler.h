#pragma once

// Handler: who does the jobs of one kind. A coroutine on an event loop, made known at start.

#include <chrono>
#include <functional>
#include <string>

#include "base/task.h"
#include "kernel/jobs/job.h"

namespace sangam::jobs {

struct Handler {
  std::string kind;  // "platform.echo": stable, rows name it
  // Does one job. Returns when it is done; throws when it is not: Error{unavailable} is tried again
  // without counting, Hopeless is dead at once, Cancelled ends it as its canceller wished, anything
  // else is tried again after a pause until the job's tries are used up.
  std::function<Task<void>(Job&)> handle;

  std::chrono::milliseconds first_pause{1'000};  // doubled with each failure, and spread
  std::chrono::milliseconds longest_pause{3'600'000};
  std::chrono::seconds deadline{300};  // of one attempt
};

}  // namespace sangam::jobs
