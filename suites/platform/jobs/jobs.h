#pragma once

// The module platform/jobs: what people see of jobs and schedules, and can do about them. The work
// itself is done by kernel/jobs.

#include "kernel/api/call.h"
#include "kernel/api/list.h"
#include "kernel/api/module.h"
#include "suites/platform/jobs/job_kinds.h"
#include "suites/platform/jobs/types.h"

namespace sangam::suites::platform {

struct ListJobs {
  std::optional<JobState> state;
  std::optional<JobKind> kind;
  std::optional<JobScheduleId> schedule;
  api::Paging paging;
};
SANGAM_DESCRIBE(ListJobs, (state, "Only jobs in this state"), (kind, "Only jobs of this kind"),
                (schedule, "Only jobs that this schedule made"),
                (paging, "By id: the newest first, unless said"))

struct OneJob {
  JobId id;
};
SANGAM_DESCRIBE(OneJob, (id, "The job"))

struct StartJob {
  JobKind kind;
  std::optional<JobPayload> payload;
  std::optional<Bounded<0, 9>> priority;
  std::optional<Timestamp> run_at;
  std::optional<Text<1, 200>> unique_key;
  std::optional<Bounded<1, 100>> tries;
};
SANGAM_DESCRIBE(StartJob, (kind, "One of those that jobs.kinds lists"),
                (payload, "What it is given: a JSON object as text; {} unless said"),
                (priority, "0 goes first, 9 last; 5 unless said"),
                (run_at, "Not before this time, on the tenant's clock"),
                (unique_key, "While a job of this kind and key waits, no second one is made"),
                (tries, "Attempts it has at most; 8 unless said"))

struct StartedJob {
  JobId id;
};
SANGAM_DESCRIBE(StartedJob, (id, "The job; the one that waits already, if it holds the key"))

struct JobKindList {
  std::vector<JobKindInfo> items;
};
SANGAM_DESCRIBE(JobKindList, (items, "Kinds that can be started and scheduled"))

// Without state beside what kinds there are: everything is in the database.
class JobOperations {
 public:
  // `kinds`: what tenants may start.
  explicit JobOperations(std::vector<JobKindInfo> kinds) : kinds_(std::move(kinds)) {}

  Task<api::Page<Job>> list(api::Call& call, ListJobs request);
  // Throws Error{not_found}, as do all below.
  Task<JobDetail> get(api::Call& call, OneJob request);
  // Throws Error{invalid} for a kind that is not open and a payload that is no JSON object.
  Task<StartedJob> start(api::Call& call, StartJob request);
  // At once when it waits; when it runs, as soon as it looks. Throws Error{conflict} when it is
  // over.
  Task<Job> cancel(api::Call& call, OneJob request);
  // Throws Error{conflict} unless it is dead or cancelled.
  Task<Job> retry(api::Call& call, OneJob request);
  Task<JobKindList> kinds(api::Call& call, Nothing);

 private:
  std::vector<JobKindInfo> kinds_;
};

// Throws Error{invalid} with a pointer to what is wrong.
void require_open_kind(const std::vector<JobKindInfo>& kinds, std::string_view kind);
void require_json_object(std::string_view payload);

}  // namespace sangam::suites::platform
