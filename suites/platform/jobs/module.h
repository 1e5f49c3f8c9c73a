#pragma once

// What apps/sangam declares of this module.

#include "kernel/api/module.h"
#include "suites/platform/jobs/job_schedules.h"
#include "suites/platform/jobs/jobs.h"

namespace sangam::suites::platform {

void declare(api::Module& module, JobOperations& jobs, JobSchedules& schedules);

}  // namespace sangam::suites::platform
