#pragma once

// The named statements of the thread that keeps figures, as sangam_relay and for all tenants.

#include "kernel/store/statement.h"

namespace sangam::suites::platform::usage::figures {

using store::Scope;
using store::Statement;

// Held by the one process that measures and forgets.
inline constexpr Statement kLead{
    "usage.lead", "select pg_catalog.pg_try_advisory_lock(7308324473) as leads", Scope::platform};

// $1 writer, $2 batch, $3 now; then columns of figures. Nothing is added when the writer's batch is
// there. In the order of keys, so that two processes wait for each other and never in a circle.
inline constexpr Statement kAdd{
    "usage.add",
    "with mine as (insert into usage.writers as w (id, batch, at) values ($1, $2, $3)"
    " on conflict (id) do update set batch = excluded.batch, at = excluded.at"
    " where w.batch < excluded.batch returning 1)"
    " insert into usage.daily as d (tenant_id, day, meter, value, refused, failed)"
    " select f.tenant_id, f.day, f.meter, f.value, f.refused, f.failed"
    " from unnest($4::int4[], $5::int4[], $6::text[], $7::int8[], $8::int8[], $9::int8[])"
    " as f (tenant_id, day, meter, value, refused, failed) where exists (select from mine)"
    " order by f.tenant_id, f.day, f.meter"
    " on conflict (tenant_id, day, meter) do update set value = d.value + excluded.value,"
    " refused = d.refused + excluded.refused, failed = d.failed + excluded.failed",
    Scope::platform};

// The same of calls: columns of tenants, slots, operations, callers, buckets and counts.
inline constexpr Statement kAddCalls{
    "usage.add_calls",
    "with mine as (insert into usage.writers as w (id, batch, at) values ($1, $2, $3)"
    " on conflict (id) do update set batch = excluded.batch, at = excluded.at"
    " where w.batch < excluded.batch returning 1)"
    " insert into usage.calls as c"
    " (tenant_id, slot, operation, caller, bucket, value, refused, failed)"
    " select f.tenant_id, f.slot, f.operation, f.caller, f.bucket, f.value, f.refused, f.failed"
    " from unnest($4::int4[], $5::int4[], $6::text[], $7::text[], $8::int4[], $9::int8[],"
    " $10::int8[], $11::int8[])"
    " as f (tenant_id, slot, operation, caller, bucket, value, refused, failed)"
    " where exists (select from mine)"
    " order by f.tenant_id, f.slot, f.operation, f.caller, f.bucket"
    " on conflict (tenant_id, slot, operation, caller, bucket) do update set"
    " value = c.value + excluded.value, refused = c.refused + excluded.refused,"
    " failed = c.failed + excluded.failed",
    Scope::platform};

// The next tenant behind $2 that was not measured on day $1.
inline constexpr Statement kNextToMeasure{
    "usage.next_to_measure",
    "select t.number from platform.tenants t where t.number > $2"
    " and t.status in ('active', 'suspended', 'closed') and not exists (select from usage.daily d"
    " where d.tenant_id = t.number and d.day = $1 and d.meter = 'storage_bytes')"
    " order by t.number limit 1",
    Scope::platform};
// $1 tenant, $2 day, $3 bytes.
inline constexpr Statement kSetStorage{
    "usage.set_storage",
    "insert into usage.daily (tenant_id, day, meter, value) values ($1, $2, 'storage_bytes', $3)"
    " on conflict (tenant_id, day, meter) do update set value = excluded.value",
    Scope::platform};

// Of the tenants $1 those that have used 80 % or all of a limit and were not told in the month that
// begins on $2; $3 is today.
inline constexpr Statement kDueNotices{
    "usage.due_notices",
    "with used as ("
    "select p.tenant_id, 'calls' as limit_name, p.calls_most as allowed,"
    " coalesce((select sum(d.value) from usage.daily d where d.tenant_id = p.tenant_id"
    " and d.day between $2 and $3 and d.meter like 'calls\\_%'), 0)::int8 as used"
    " from platform.plans p where p.tenant_id = any ($1::int4[]) and p.calls_most is not null"
    " union all "
    "select p.tenant_id, 'storage_bytes', p.storage_bytes_most,"
    " coalesce((select d.value from usage.daily d where d.tenant_id = p.tenant_id and d.day <= $3"
    " and d.meter = 'storage_bytes' order by d.day desc limit 1), 0)"
    " from platform.plans p where p.tenant_id = any ($1::int4[])"
    " and p.storage_bytes_most is not null),"
    " due as (select u.*, case when u.used >= u.allowed then 100 else 80 end as percent"
    " from used u where u.used::numeric >= 0.8 * u.allowed)"
    " select d.tenant_id, d.limit_name, d.percent, d.used, d.allowed from due d"
    " where not exists (select from usage.notices n where n.tenant_id = d.tenant_id"
    " and n.month = $2 and n.limit_name = d.limit_name and n.percent >= d.percent)"
    " order by d.tenant_id, d.limit_name",
    Scope::platform};

// Up to $2 rows of days before $1.
inline constexpr Statement kForgetDays{
    "usage.forget_days",
    "delete from usage.daily where ctid = any (array("
    "select o.ctid from usage.daily o where o.day < $1 order by o.day limit $2))",
    Scope::platform};
// Up to $2 rows of slots before $1.
inline constexpr Statement kForgetCalls{
    "usage.forget_calls",
    "delete from usage.calls where ctid = any (array("
    "select o.ctid from usage.calls o where o.slot < $1 order by o.slot limit $2))",
    Scope::platform};
inline constexpr Statement kForgetNotices{
    "usage.forget_notices", "delete from usage.notices where month < $1", Scope::platform};
inline constexpr Statement kForgetWriters{
    "usage.forget_writers", "delete from usage.writers where at < $1", Scope::platform};

inline constexpr const Statement* kStatements[] = {
    &kAdd, &kAddCalls, &kNextToMeasure, &kSetStorage, &kDueNotices, &kForgetDays, &kForgetCalls};

}  // namespace sangam::suites::platform::usage::figures
