#pragma once

// The named statements of this module's operations and notices, as sangam_auth.

#include "kernel/store/statement.h"

namespace sangam::suites::platform::usage {

using store::Scope;
using store::Statement;

// Of one tenant: $2 first day, $3 last day, $4 meters.
inline constexpr Statement kReadHistory{
    "usage.history",
    "select day, meter, value, refused, failed from usage.daily"
    " where tenant_id = $1 and day between $2 and $3 and meter = any ($4::text[])"
    " order by day, meter"};
// $2 first day of the month, $3 today.
inline constexpr Statement kReadMetered{
    "usage.metered",
    "select coalesce((select sum(d.value) from usage.daily d where d.tenant_id = $1"
    " and d.day between $2 and $3 and d.meter like 'calls\\_%'), 0)::int8 as calls,"
    " coalesce((select d.value from usage.daily d where d.tenant_id = $1 and d.day <= $3"
    " and d.meter = 'storage_bytes' order by d.day desc limit 1), 0)::int8 as storage_bytes"};
// The same days: calls without those that were refused.
inline constexpr Statement kReadServed{
    "usage.served",
    "select coalesce(sum(value - refused), 0)::int8 as calls from usage.daily"
    " where tenant_id = $1 and day between $2 and $3 and meter like 'calls\\_%'"};
// Calls since slot $2; of caller $3 where one is given, who is empty for calls without a key.
inline constexpr Statement kCallsByOperation{
    "usage.calls_by_operation",
    "select operation, bucket, sum(value)::int8 as value, sum(refused)::int8 as refused,"
    " sum(failed)::int8 as failed from usage.calls"
    " where tenant_id = $1 and slot >= $2 and ($3::text is null or caller = $3)"
    " group by operation, bucket order by operation, bucket"};
// The same by slots, $5 of them together; of operation $4 where one is given.
inline constexpr Statement kCallsBySlot{
    "usage.calls_by_slot",
    "select slot / $5 * $5 as slot, bucket, sum(value)::int8 as value,"
    " sum(refused)::int8 as refused, sum(failed)::int8 as failed from usage.calls"
    " where tenant_id = $1 and slot >= $2 and ($3::text is null or caller = $3)"
    " and ($4::text is null or operation = $4) group by 1, 2 order by 1, 2"};
inline constexpr Statement kCallsByCaller{
    "usage.calls_by_caller",
    "select caller, sum(value)::int8 as value from usage.calls"
    " where tenant_id = $1 and slot >= $2 group by caller order by value desc, caller limit 100"};
inline constexpr Statement kReadLimits{
    "usage.limits",
    "select name, users_most, api_keys_most, calls_most, storage_bytes_most"
    " from platform.plans where tenant_id = $1",
    Scope::platform};
inline constexpr Statement kSetPlan{
    "usage.set_plan",
    "insert into platform.plans (tenant_id, name, users_most, api_keys_most, calls_most,"
    " storage_bytes_most, changed_at) values ($1, $2, $3, $4, $5, $6, $7)"
    " on conflict (tenant_id) do update set name = $2, users_most = $3, api_keys_most = $4,"
    " calls_most = $5, storage_bytes_most = $6, changed_at = $7",
    Scope::platform};

// $2 month, $3 limit, $4 percent, $5 now: no row when it was noted before.
inline constexpr Statement kNote{
    "usage.note",
    "insert into usage.notices (tenant_id, month, limit_name, percent, at)"
    " values ($1, $2, $3, $4, $5) on conflict do nothing returning percent"};
inline constexpr Statement kReadOwners{
    "usage.owners",
    "select u.name, u.email, t.name as tenant, t.sandbox from platform.users u"
    " join platform.tenants t on t.number = u.tenant_id"
    " where u.tenant_id = $1 and u.role = 'owner' and u.status = 'active' order by u.id",
    Scope::platform};

inline constexpr const Statement* kStatements[] = {
    &kReadHistory, &kReadMetered, &kReadServed, &kCallsByOperation, &kCallsBySlot, &kCallsByCaller,
    &kReadLimits,  &kSetPlan,     &kNote,       &kReadOwners};

}  // namespace sangam::suites::platform::usage
