#pragma once

// The named statements of this module.

#include "kernel/store/statement.h"

namespace sangam::suites::platform {

// A job is where its state is: in the queue until it is over, in the history then.
#define SANGAM_JOB_SELECT                                                                        \
  "select id, kind, state, priority, attempts, tries, created_by, created_at, schedule, run_at," \
  " started_at, finished_at, percent, progress, cancel_requested, error,"                        \
  " encode(substr(trace, 1, 16), 'hex') as trace_id from ("                                      \
  "select q.tenant_id, q.id, q.kind, case when exists (select from kernel.job_claims c"          \
  " where c.tenant_id = q.tenant_id and q.id = any (c.jobs)) then 'running'"                     \
  " when q.deferred then 'scheduled' else 'waiting' end as state, q.priority, q.attempts,"       \
  " q.tries, q.created_by, q.created_at, q.schedule, nullif(q.run_at, 0) as run_at,"             \
  " null::int8 as started_at, null::int8 as finished_at,"                                        \
  " (select p.percent from kernel.job_progress p"                                                \
  " where p.tenant_id = q.tenant_id and p.job = q.id) as percent,"                               \
  " (select p.text from kernel.job_progress p"                                                   \
  " where p.tenant_id = q.tenant_id and p.job = q.id) as progress,"                              \
  " nullif(q.cancel_requested, false) as cancel_requested, null::text as error, q.trace"         \
  " from kernel.job_queue q where q.tenant_id = $1"                                              \
  " union all "                                                                                  \
  "select h.tenant_id, h.id, h.kind, h.state, h.priority, h.attempts, h.tries, h.created_by,"    \
  " h.created_at, h.schedule, null::int8, h.started_at, h.finished_at, null::int4, null::text,"  \
  " null::bool, h.error, h.trace from kernel.job_history h where h.tenant_id = $1) j"            \
  " where tenant_id = $1"

// $2 job.
inline constexpr store::Statement kFindJob{"platform.jobs.find", SANGAM_JOB_SELECT " and id = $2"};
// $2 job -> payload, log.
inline constexpr store::Statement kFindJobTexts{
    "platform.jobs.find_texts",
    "select payload, null::text as log from kernel.job_queue where tenant_id = $1 and id = $2"
    " union all"
    " select payload, log from kernel.job_history where tenant_id = $1 and id = $2"};
// $2 job.
inline constexpr store::Statement kJobAttempts{
    "platform.jobs.attempts",
    "select attempt, outcome, started_at, finished_at, error, log from kernel.job_attempts"
    " where tenant_id = $1 and job = $2 order by attempt limit 1000"};

// $2 kind, $3 key -> id of the waiting job that holds it.
inline constexpr store::Statement kFindHolder{
    "platform.jobs.find_holder",
    "select id from kernel.job_queue where tenant_id = $1 and kind = $2 and unique_key = $3"
    " and holds_key"};

// $2 job, $3 now -> ended, asked. A job that nobody has claimed is over at once; one that runs is
// asked to end.
inline constexpr store::Statement kCancelJob{
    "platform.jobs.cancel",
    "with claimed as (select from kernel.job_claims c where c.tenant_id = $1 and $2 = any "
    "(c.jobs)),"
    " ended as (delete from kernel.job_queue q where q.tenant_id = $1 and q.id = $2"
    " and not exists (select from claimed) returning q.*),"
    " kept as (insert into kernel.job_history (tenant_id, id, kind, payload, priority, state,"
    " attempts, tries, created_at, created_by, schedule, finished_at, trace)"
    " select tenant_id, id, kind, payload, priority, 'cancelled', attempts, tries, created_at,"
    " created_by, schedule, $3, trace from ended),"
    " asked as (update kernel.job_queue q set cancel_requested = true where q.tenant_id = $1"
    " and q.id = $2 and exists (select from claimed) returning q.id)"
    " select (select count(*) from ended) as ended, (select count(*) from asked) as asked"};

// $2 job -> id. Its last attempt goes to the others, and it has as many tries again.
inline constexpr store::Statement kRetryJob{
    "platform.jobs.retry",
    "with back as (delete from kernel.job_history h where h.tenant_id = $1 and h.id = $2"
    " and h.state in ('dead', 'cancelled') returning h.*),"
    " kept as (insert into kernel.job_attempts (tenant_id, job, attempt, outcome, started_at,"
    " finished_at, error, log) select tenant_id, id, attempts, 'failed', started_at, finished_at,"
    " error, log from back where state = 'dead' on conflict do nothing)"
    " insert into kernel.job_queue (tenant_id, id, kind, payload, priority, run_at, deferred,"
    " holds_key, attempts, tries, created_at, created_by, schedule, shard, trace)"
    " select tenant_id, id, kind, payload, priority, 0, false, false, attempts,"
    " attempts + greatest(tries, 1), created_at, created_by, schedule,"
    " kernel.job_shard_of(tenant_id), trace from back returning id"};

#define SANGAM_JOB_SCHEDULE_COLUMNS                                                         \
  "id, name, kind, payload, cron, zone, misfire, misfire_limit, paused, declared, next_at," \
  " last_at, created_by, created_at"

inline constexpr store::Statement kFindSchedule{"platform.job_schedules.find",
                                                "select " SANGAM_JOB_SCHEDULE_COLUMNS
                                                " from kernel.job_schedules"
                                                " where tenant_id = $1 and id = $2 for update"};
inline constexpr store::Statement kReadSchedule{"platform.job_schedules.read",
                                                "select " SANGAM_JOB_SCHEDULE_COLUMNS
                                                " from kernel.job_schedules"
                                                " where tenant_id = $1 and id = $2"};
// $2 id, $3 name, $4 kind, $5 payload, $6 cron, $7 zone, $8 misfire, $9 misfire_limit, $10 paused,
// $11 next_at, $12 created_at, $13 created_by.
inline constexpr store::Statement kInsertSchedule{
    "platform.job_schedules.insert",
    "insert into kernel.job_schedules (tenant_id, id, name, kind, payload, cron, zone, misfire,"
    " misfire_limit, paused, next_at, created_at, created_by, shard)"
    " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, kernel.job_shard_of($1))"};
inline constexpr std::string_view kScheduleNameKey = "job_schedules_tenant_id_name_key";
// $2 id, $3 name, $4 payload, $5 cron, $6 zone, $7 misfire, $8 misfire_limit, $9 paused, $10
// next_at.
inline constexpr store::Statement kUpdateSchedule{
    "platform.job_schedules.update",
    "update kernel.job_schedules set name = $3, payload = $4, cron = $5, zone = $6, misfire = $7,"
    " misfire_limit = $8, paused = $9, next_at = $10 where tenant_id = $1 and id = $2"};
inline constexpr store::Statement kDeleteSchedule{
    "platform.job_schedules.delete",
    "delete from kernel.job_schedules where tenant_id = $1 and id = $2 and not declared"
    " returning id"};

// Of the job that prunes: $2 least id kept -> rows.
inline constexpr store::Statement kCountOldJobs{
    "platform.jobs.count_old",
    "select count(*) as rows from kernel.job_history where tenant_id = $1 and id < $2"};
// $2 least id kept, $3 rows -> rows.
inline constexpr store::Statement kDeleteOldJobs{
    "platform.jobs.delete_old",
    "with old as (select id from kernel.job_history where tenant_id = $1 and id < $2"
    " order by id limit $3),"
    " attempts as (delete from kernel.job_attempts a using old"
    " where a.tenant_id = $1 and a.job = old.id),"
    " gone as (delete from kernel.job_history h using old"
    " where h.tenant_id = $1 and h.id = old.id returning h.id)"
    " select count(*) as rows from gone"};

inline constexpr const store::Statement* kJobStatements[] = {
    &kFindJob,        &kFindHolder,   &kFindJobTexts, &kJobAttempts,    &kCancelJob,
    &kRetryJob,       &kFindSchedule, &kReadSchedule, &kInsertSchedule, &kUpdateSchedule,
    &kDeleteSchedule, &kCountOldJobs, &kDeleteOldJobs};

}  // namespace sangam::suites::platform
