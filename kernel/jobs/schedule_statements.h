#pragma once

// The dispatcher's statements on schedules.

#include "kernel/store/statement.h"

namespace sangam::jobs {

#define SANGAM_SCHEDULE_COLUMNS                                                                  \
  "s.tenant_id, s.id, s.kind, s.payload, s.cron, s.zone, s.misfire, s.misfire_limit, s.next_at," \
  " exists (select from kernel.job_stopped_tenants t where t.tenant_id = s.tenant_id) as stopped"

// $1 shards, $2 now, $3 rows.
inline constexpr store::Statement kReadDue{
    "jobs.schedules.due",
    "select " SANGAM_SCHEDULE_COLUMNS
    " from kernel.job_schedules s where s.shard = any ($1::int2[]) and s.next_at <= $2"
    " order by s.next_at limit $3",
    store::Scope::platform};
// $1 tenants, $2 nows, $3 rows.
inline constexpr store::Statement kReadDueInSandboxes{
    "jobs.schedules.due_in_sandboxes",
    "select " SANGAM_SCHEDULE_COLUMNS
    " from unnest($1::int4[], $2::int8[]) c (tenant_id, now) join kernel.job_schedules s"
    " on s.shard = kernel.job_shard_of(c.tenant_id) and s.tenant_id = c.tenant_id"
    " and s.next_at <= c.now limit $3",
    store::Scope::platform};
// $1 tenant, $2 schedule, $3 next_at until now, $4 next_at or null, $5 last_at or null,
// $6 job ids uuid[], $7 now. Nothing when it was moved meanwhile.
inline constexpr store::Statement kFire{
    "jobs.schedules.fire",
    "with moved as (update kernel.job_schedules s set next_at = $4::int8,"
    " last_at = coalesce($5::int8, s.last_at)"
    " where s.tenant_id = $1 and s.id = $2 and s.next_at = $3::int8 returning s.*)"
    " insert into kernel.job_queue (tenant_id, id, kind, payload, priority, run_at, deferred,"
    " holds_key, tries, created_at, created_by, schedule, shard)"
    " select m.tenant_id, j.id, m.kind, m.payload, 5, 0, false, false, 8, $7::int8,"
    " 'schedule ' || m.name, m.id, m.shard"
    " from moved m cross join unnest($6::uuid[]) j (id)"
    " where not exists (select from kernel.job_history h"
    " where h.tenant_id = m.tenant_id and h.id = j.id)"
    " on conflict do nothing",
    store::Scope::platform};
// A schedule that cannot be read any longer (its zone went): $1 tenant, $2 schedule, $3 next_at.
inline constexpr store::Statement kPauseBroken{
    "jobs.schedules.pause_broken",
    "update kernel.job_schedules set paused = true, next_at = null"
    " where tenant_id = $1 and id = $2 and next_at = $3::int8",
    store::Scope::platform};
// $1 tenant, $2 id, $3 name, $4 kind, $5 payload, $6 cron, $7 zone, $8 misfire, $9 misfire_limit,
// $10 next_at, $11 now.
inline constexpr store::Statement kDeclare{
    "jobs.schedules.declare",
    "insert into kernel.job_schedules as s (tenant_id, id, name, kind, payload, cron, zone, "
    "misfire,"
    " misfire_limit, paused, declared, next_at, created_at, created_by, shard)"
    " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, false, true, $10, $11, 'module',"
    " kernel.job_shard_of($1))"
    " on conflict (tenant_id, name) do update set kind = excluded.kind, payload = excluded.payload,"
    " cron = excluded.cron, zone = excluded.zone, misfire = excluded.misfire,"
    " misfire_limit = excluded.misfire_limit, declared = true,"
    " next_at = case when s.paused then null else excluded.next_at end"
    " where (s.kind, s.payload, s.cron, s.zone, s.misfire, s.misfire_limit)"
    " is distinct from (excluded.kind, excluded.payload, excluded.cron, excluded.zone,"
    " excluded.misfire, excluded.misfire_limit)",
    store::Scope::platform};

}  // namespace sangam::jobs
