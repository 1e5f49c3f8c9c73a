#pragma once

// The schedules of the shards that a dispatcher holds: which are due, and making their jobs.
// Blocking, on the dispatcher's session.

#include <span>
#include <vector>

#include "kernel/jobs/job_session.h"
#include "kernel/jobs/schedule.h"

namespace sangam::jobs {

// Makes or updates what modules declare.
void keep_declared(store::BatchConnection& connection, std::span<const DeclaredSchedule> declared,
                   Timestamp now);

// Makes the jobs of schedules that are due, and moves their next time; returns how many jobs. Two
// processes that do so at once make them once: the next time is moved from what was read, and a
// job's id is made of its schedule and moment.
std::size_t fire_due(store::BatchConnection& connection, const HeldShards& held, Timestamp now,
                     const SandboxClocks& sandboxes);

}  // namespace sangam::jobs
