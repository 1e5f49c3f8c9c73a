#pragma once

// One attempt at a job, and what came of it as a value.

#include "kernel/jobs/handler.h"

namespace sangam::jobs {

// Runs the handler, and commits the unit of work if it opened one. `handler` is null when this
// process knows none for the kind. Does not throw. All but `job` must outlive the task.
Task<Outcome> attempt(runtime::EventLoop& loop, store::Pool& app, const Handler* handler,
                      ClaimedJobPointer job);

}  // namespace sangam::jobs
