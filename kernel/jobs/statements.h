#pragma once

// The named statements of this module: those of units of work first, then the dispatcher's, which
// carry a whole batch each as arrays. The dispatcher finds rows by primary key, or behind a mark it
// keeps: never by scanning past what others have deleted.

#include "kernel/store/statement.h"

namespace sangam::jobs {

using store::Scope;
using store::Statement;

// What the functions of this module raise.
inline constexpr std::string_view kShardsLost = "SGJ01";
inline constexpr std::string_view kClaimLost = "SGJ02";
inline constexpr std::string_view kJobGone = "SGJ03";

// $2 id, $3 kind, $4 payload, $5 priority, $6 run_at (0: at once), $7 unique_key or null, $8 tries,
// $9 created_at, $10 created_by, $11 schedule or null. Nothing when the key is held, or the id
// there.
inline constexpr Statement kEnqueue{
    "jobs.enqueue",
    "insert into kernel.job_queue (tenant_id, id, kind, payload, priority, run_at, deferred,"
    " unique_key, holds_key, tries, created_at, created_by, schedule, shard)"
    " values ($1, $2, $3, $4, $5, $6, $6::int8 > 0, $7, $7::text is not null, $8, $9, $10, $11,"
    " kernel.job_shard_of($1)) on conflict do nothing"};

// Many of one kind, to run at once: $2 ids uuid[], $3 kind, $4 payloads text[], $5 priority,
// $6 tries, $7 created_at, $8 created_by.
inline constexpr Statement kEnqueueMany{
    "jobs.enqueue_many",
    "insert into kernel.job_queue (tenant_id, id, kind, payload, priority, run_at, deferred,"
    " holds_key, tries, created_at, created_by, shard)"
    " select $1, j.id, $3, j.payload, $5, 0, false, false, $6, $7, $8, kernel.job_shard_of($1)"
    " from unnest($2::uuid[], $4::text[]) j (id, payload) on conflict do nothing"};

// $2 claim, $3 job, $4 started_at, $5 finished_at, $6 log or null. Raises kClaimLost, kJobGone.
inline constexpr Statement kFinish{"jobs.finish",
                                   "select kernel.finish_job($1, $2, $3, $4, $5, $6)"};

// $2 job, $3 percent, $4 text, $5 now.
inline constexpr Statement kReport{
    "jobs.report",
    "insert into kernel.job_progress as p (tenant_id, job, percent, text, updated_at)"
    " values ($1, $2, $3, $4, $5) on conflict (tenant_id, job)"
    " do update set percent = excluded.percent, text = excluded.text,"
    " updated_at = excluded.updated_at"};

// Plans are made while the tables are empty, and must serve when a million rows wait.
inline constexpr std::string_view kDispatchPlanning =
    "set enable_seqscan = off; set enable_bitmapscan = off; set enable_hashjoin = off;"
    " set enable_mergejoin = off";

// $1 worker -> nothing. Says that this process is alive.
inline constexpr Statement kBeat{"jobs.beat",
                                 "insert into kernel.job_workers as w (id, beat) values ($1, 1)"
                                 " on conflict (id) do update set beat = w.beat + 1",
                                 Scope::platform};
inline constexpr Statement kReadWorkers{"jobs.read_workers",
                                        "select id, beat from kernel.job_workers", Scope::platform};
inline constexpr Statement kReadShards{
    "jobs.read_shards", "select shard, owner, epoch from kernel.job_shards", Scope::platform};
// $1 workers uuid[].
inline constexpr Statement kForgetWorkers{
    "jobs.forget_workers", "delete from kernel.job_workers where id = any ($1)", Scope::platform};
// $1 shard, $2 owner until now or null, $3 worker, $4 now -> epoch or null.
inline constexpr Statement kTakeShard{
    "jobs.take_shard", "select kernel.take_job_shard($1::int4::int2, $2, $3, $4)", Scope::platform};
// $1 shards int2[], $2 worker.
inline constexpr Statement kReleaseShards{
    "jobs.release_shards",
    "update kernel.job_shards set owner = null where shard = any ($1) and owner = $2",
    Scope::platform};
// $1 worker, $2 shards int2[], $3 epochs int8[]. Raises kShardsLost.
inline constexpr Statement kHoldShards{
    "jobs.hold_shards", "select kernel.hold_job_shards($1, $2, $3)", Scope::platform};

// What arrived behind ($2 xids, $3 seqs) in each of the shards $1, $4 rows each at most, of
// transactions that nothing can precede -> shard, xid, seq, tenant_id, id, priority, deferred.
inline constexpr Statement kReadArrivals{
    "jobs.read_arrivals",
    "select q.shard, q.xid::text, q.seq, q.tenant_id, q.id, q.priority, q.deferred"
    " from unnest($1::int2[], $2::text[], $3::int8[]) c (shard, xid, seq)"
    " cross join lateral (select * from kernel.job_queue q where q.shard = c.shard"
    " and (q.xid, q.seq) > (c.xid::xid8, c.seq) and q.xid < pg_snapshot_xmin(pg_current_snapshot())"
    " order by q.xid, q.seq limit $4::int4) q",
    Scope::platform};

// The same of one tenant and priority, not beyond where the shard's reader stands: $1 shard,
// ($2, $3) behind, ($4, $5) up to, $6 tenant, $7 priority, $8 rows.
inline constexpr Statement kReadBacklog{
    "jobs.read_backlog",
    "select q.xid::text, q.seq, q.id from kernel.job_queue q where q.shard = $1::int4"
    " and (q.xid, q.seq) > ($2::text::xid8, $3::int8)"
    " and (q.xid, q.seq) <= ($4::text::xid8, $5::int8)"
    " and q.tenant_id = $6::int4 and q.priority = $7::int4 and not q.deferred"
    " order by q.xid, q.seq limit $8::int4",
    Scope::platform};

// Jobs whose time has come arrive: $1 shards, $2 run_at behind, $3 run_at up to, $4 rows a shard.
inline constexpr Statement kPromote{
    "jobs.promote",
    "update kernel.job_queue q set deferred = false, xid = default, seq = default"
    " from unnest($1::int2[]) s (shard) cross join lateral ("
    "select d.tenant_id, d.id from kernel.job_queue d where d.shard = s.shard and d.deferred"
    " and d.run_at > $2::int8 and d.run_at <= $3::int8 order by d.run_at, d.id limit $4::int4) d"
    " where q.tenant_id = d.tenant_id and q.id = d.id and q.deferred",
    Scope::platform};
// The same by clocks of their own: $1 tenants int4[], $2 run_at up to int8[], $3 rows a tenant.
inline constexpr Statement kPromoteSandboxes{
    "jobs.promote_sandboxes",
    "update kernel.job_queue q set deferred = false, xid = default, seq = default"
    " from unnest($1::int4[], $2::int8[]) s (tenant_id, now) cross join lateral ("
    "select d.tenant_id, d.id from kernel.job_queue d"
    " where d.shard = kernel.job_shard_of(s.tenant_id) and d.deferred"
    " and d.tenant_id = s.tenant_id and d.run_at <= s.now order by d.run_at, d.id limit $3::int4) d"
    " where q.tenant_id = d.tenant_id and q.id = d.id and q.deferred",
    Scope::platform};

// Whether anything is due: $1 shards, $2 run_at behind, $3 run_at up to.
inline constexpr Statement kIsDue{
    "jobs.is_due",
    "select exists (select from unnest($1::int2[]) s (shard) cross join lateral ("
    "select from kernel.job_queue d where d.shard = s.shard and d.deferred"
    " and d.run_at > $2::int8 and d.run_at <= $3::int8 limit 1) d)",
    Scope::platform};
// By clocks of their own: $1 tenants, $2 run_at up to int8[].
inline constexpr Statement kIsDueInSandbox{
    "jobs.is_due_in_sandbox",
    "select exists (select from unnest($1::int4[], $2::int8[]) s (tenant_id, now)"
    " cross join lateral (select from kernel.job_queue d"
    " where d.shard = kernel.job_shard_of(s.tenant_id) and d.deferred"
    " and d.tenant_id = s.tenant_id and d.run_at <= s.now limit 1) d)",
    Scope::platform};

// Claims jobs: $1 tenants, $2 ids, $3 claim uuid, $4 now -> the jobs that are still there. May be
// sent again with the same claim.
inline constexpr Statement kClaimJobs{
    "jobs.claim",
    "with picked as (select q.* from unnest($1::int4[], $2::uuid[]) w (tenant_id, id)"
    " join kernel.job_queue q on q.tenant_id = w.tenant_id and q.id = w.id"
    " where not q.deferred),"
    " claimed as (insert into kernel.job_claims (tenant_id, id, shard, jobs, claimed_at)"
    " select p.tenant_id, $3::uuid, p.shard, array_agg(p.id), $4::int8 from picked p"
    " group by p.tenant_id, p.shard on conflict do nothing),"
    " released as (update kernel.job_queue q set holds_key = false from picked p"
    " where p.holds_key and q.tenant_id = p.tenant_id and q.id = p.id)"
    " select p.tenant_id, p.id, p.kind, p.payload, p.attempts, p.tries, p.cancel_requested,"
    " p.created_by, p.trace from picked p",
    Scope::platform};

// Jobs that are over: $1 tenants, $2 ids, $3 states, $4 attempts int4[], $5 started_at,
// $6 finished_at, $7 errors, $8 logs. Those that are there no longer are passed over.
inline constexpr Statement kSettle{
    "jobs.settle",
    "with gone as (delete from kernel.job_queue q using unnest($1::int4[], $2::uuid[], $3::text[],"
    " $4::int4[], $5::int8[], $6::int8[], $7::text[], $8::text[])"
    " f (tenant_id, id, state, attempts, started_at, finished_at, error, log)"
    " where q.tenant_id = f.tenant_id and q.id = f.id"
    " returning q.tenant_id, q.id, q.kind, q.payload, q.priority, f.state, f.attempts, q.tries,"
    " q.created_at, q.created_by, q.schedule, f.started_at, f.finished_at, f.error, f.log,"
    " q.trace)"
    " insert into kernel.job_history (tenant_id, id, kind, payload, priority, state, attempts,"
    " tries, created_at, created_by, schedule, started_at, finished_at, error, log, trace)"
    " select * from gone",
    Scope::platform};

// Jobs that are tried again: $1 tenants, $2 ids, $3 attempts until now int4[], $4 run_at int8[].
inline constexpr Statement kRetry{
    "jobs.retry",
    "update kernel.job_queue q set attempts = f.attempts, run_at = f.run_at, deferred = true"
    " from unnest($1::int4[], $2::uuid[], $3::int4[], $4::int8[])"
    " f (tenant_id, id, attempts, run_at)"
    " where q.tenant_id = f.tenant_id and q.id = f.id",
    Scope::platform};
// Their claims do not hold them any longer: $1 tenants, $2 claims, $3 jobs.
inline constexpr Statement kUnclaim{
    "jobs.unclaim",
    "update kernel.job_claims c set jobs = array(select j from unnest(c.jobs) j"
    " where j <> all (f.jobs))"
    " from (select u.tenant_id, u.claim, array_agg(u.job) as jobs"
    " from unnest($1::int4[], $2::uuid[], $3::uuid[]) u (tenant_id, claim, job)"
    " group by u.tenant_id, u.claim) f"
    " where c.tenant_id = f.tenant_id and c.id = f.claim",
    Scope::platform};
// Attempts that failed: $1 tenants, $2 ids, $3 attempts, $4 started_at, $5 finished_at, $6 errors,
// $7 logs.
inline constexpr Statement kKeepAttempts{
    "jobs.keep_attempts",
    "insert into kernel.job_attempts (tenant_id, job, attempt, outcome, started_at, finished_at,"
    " error, log) select f.tenant_id, f.id, f.attempt, 'failed', f.started_at, f.finished_at,"
    " f.error, f.log from unnest($1::int4[], $2::uuid[], $3::int4[], $4::int8[], $5::int8[],"
    " $6::text[], $7::text[]) f (tenant_id, id, attempt, started_at, finished_at, error, log)"
    " on conflict do nothing",
    Scope::platform};
// Claims whose jobs are all settled: $1 tenants, $2 claims.
inline constexpr Statement kReleaseClaims{
    "jobs.release_claims",
    "delete from kernel.job_claims c using unnest($1::int4[], $2::uuid[]) f (tenant_id, id)"
    " where c.tenant_id = f.tenant_id and c.id = f.id",
    Scope::platform};
// Progress of jobs that reported any and are over: $1 tenants, $2 jobs.
inline constexpr Statement kDropProgress{
    "jobs.drop_progress",
    "delete from kernel.job_progress p using unnest($1::int4[], $2::uuid[]) f (tenant_id, id)"
    " where p.tenant_id = f.tenant_id and p.job = f.id",
    Scope::platform};

// $1 shards -> id of jobs that somebody wants to end.
inline constexpr Statement kReadCancelled{
    "jobs.read_cancelled",
    "select id from kernel.job_queue where shard = any ($1) and cancel_requested", Scope::platform};

// $1 now, $2 oldest -> dropped.
inline constexpr Statement kRotate{"jobs.rotate", "select kernel.rotate_job_history($1, $2)",
                                   Scope::platform};
// Attempts of jobs that the history forgot: $1 finished before, $2 rows.
inline constexpr Statement kPruneAttempts{
    "jobs.prune_attempts",
    "delete from kernel.job_attempts where ctid = any (array("
    "select a.ctid from kernel.job_attempts a where a.finished_at < $1::int8 order by a.finished_at"
    " limit $2::int4))",
    Scope::platform};

inline constexpr const Statement* kStatements[] = {&kEnqueue, &kEnqueueMany, &kFinish, &kReport};

}  // namespace sangam::jobs
