#include "suites/platform/jobs/module.h"

namespace sangam::suites::platform {

namespace {

void declare_jobs(api::Module& module, JobOperations& jobs) {
  module.query<&JobOperations::list>("jobs.list", jobs)
      .get("/jobs")
      .permission("jobs:read")
      .sorts({"id"})
      .summary("List jobs");
  module.query<&JobOperations::kinds>("jobs.kinds", jobs)
      .get("/job-kinds")
      .permission("jobs:read")
      .summary("List the kinds of jobs that can be started and scheduled");
  module.query<&JobOperations::get>("jobs.get", jobs)
      .get("/jobs/{id}")
      .permission("jobs:read")
      .data(api::DataClass::restricted)
      .summary("Read a job with its attempts and what they logged");
  module.command<&JobOperations::start>("jobs.start", jobs)
      .post("/jobs")
      .created()
      .permission("jobs:write")
      .data(api::DataClass::restricted)
      .summary("Start a job");
  module.command<&JobOperations::cancel>("jobs.cancel", jobs)
      .post("/jobs/{id}/cancel")
      .permission("jobs:write")
      .summary("Cancel a job")
      .description("One that waits is over at once; one that runs is asked to end.");
  module.command<&JobOperations::retry>("jobs.retry", jobs)
      .post("/jobs/{id}/retry")
      .permission("jobs:write")
      .summary("Try a dead or cancelled job again");
}

void declare_schedules(api::Module& module, JobSchedules& schedules) {
  module.query<&JobSchedules::list>("job_schedules.list", schedules)
      .get("/job-schedules")
      .permission("jobs:read")
      .sorts({"name"})
      .summary("List schedules of jobs");
  module.query<&JobSchedules::preview>("job_schedules.preview", schedules)
      .get("/job-schedule-preview")
      .permission("jobs:read")
      .summary("The next times of a cron expression in a time zone");
  module.query<&JobSchedules::get>("job_schedules.get", schedules)
      .get("/job-schedules/{id}")
      .permission("jobs:read")
      .summary("Read a schedule");
  module.command<&JobSchedules::create>("job_schedules.create", schedules)
      .post("/job-schedules")
      .personal()
      .created()
      .permission("jobs:write")
      .summary("Make a schedule");
  module.command<&JobSchedules::change>("job_schedules.change", schedules)
      .patch("/job-schedules/{id}")
      .conditional()
      .personal()
      .permission("jobs:write")
      .summary("Change, pause or resume a schedule");
  module.command<&JobSchedules::remove>("job_schedules.delete", schedules)
      .remove("/job-schedules/{id}")
      .permission("jobs:write")
      .summary("Delete a schedule");
  module.command<&JobSchedules::run>("job_schedules.run", schedules)
      .post("/job-schedules/{id}/run")
      .created()
      .permission("jobs:write")
      .summary("Make a schedule's job now");
}

}  // namespace

void declare(api::Module& module, JobOperations& jobs, JobSchedules& schedules) {
  declare_jobs(module, jobs);
  declare_schedules(module, schedules);
}

}  // namespace sangam::suites::platform
