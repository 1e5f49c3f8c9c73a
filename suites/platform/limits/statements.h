#pragma once

// The named statements of this module, as sangam_auth.

#include "kernel/store/statement.h"

namespace sangam::suites::platform::limits {

using store::Scope;
using store::Statement;

inline constexpr Statement kReadVersion{"limits.version", "select number from limits.version",
                                        Scope::platform};
// Writers wait for each other, so that the number grows in the order of commits.
inline constexpr Statement kRaiseVersion{
    "limits.raise_version", "update limits.version set number = number + 1", Scope::platform};

inline constexpr Statement kReadPlans{
    "limits.plans", "select name, settings from limits.plans order by name", Scope::platform};
inline constexpr Statement kLockPlan{
    "limits.plans.lock", "select name, settings from limits.plans where name = $1 for update",
    Scope::platform};
inline constexpr Statement kSetPlan{
    "limits.plans.set",
    "insert into limits.plans (name, settings, changed_at) values ($1, $2, $3)"
    " on conflict (name) do update set settings = $2, changed_at = $3",
    Scope::platform};
inline constexpr Statement kRemovePlan{
    "limits.plans.remove",
    "delete from limits.plans p where p.name = $1"
    " and not exists (select 1 from limits.tenants t where t.plan = p.name) returning p.name",
    Scope::platform};

inline constexpr Statement kReadTenants{
    "limits.tenants", "select tenant_id, plan, settings from limits.tenants order by tenant_id",
    Scope::platform};
inline constexpr Statement kReadTenant{
    "limits.tenants.get",
    "select tenant_id, plan, settings from limits.tenants where tenant_id = $1", Scope::platform};
inline constexpr Statement kLockTenant{
    "limits.tenants.lock",
    "select tenant_id, plan, settings from limits.tenants where tenant_id = $1 for update",
    Scope::platform};
inline constexpr Statement kSetTenant{
    "limits.tenants.set",
    "insert into limits.tenants (tenant_id, plan, settings, changed_at) values ($1, $2, $3, $4)"
    " on conflict (tenant_id) do update set plan = $2, settings = $3, changed_at = $4",
    Scope::platform};

inline constexpr Statement kReadAllKeys{
    "limits.keys.all", "select tenant_id, key_id, quota, window_seconds from limits.keys",
    Scope::platform};
inline constexpr Statement kReadKeys{
    "limits.keys",
    "select tenant_id, key_id, quota, window_seconds from limits.keys where tenant_id = $1"
    " order by key_id",
    Scope::platform};
inline constexpr Statement kReadKey{
    "limits.keys.get",
    "select tenant_id, key_id, quota, window_seconds from limits.keys"
    " where tenant_id = $1 and key_id = $2",
    Scope::platform};
// The key itself is locked, so that two that set the same limit wait for each other.
inline constexpr Statement kLockKey{
    "limits.keys.lock",
    "select k.tenant_id, k.id as key_id from platform.api_keys k"
    " where k.tenant_id = $1 and k.id = $2 and k.revoked_at is null for update",
    Scope::platform};
inline constexpr Statement kSetKey{
    "limits.keys.set",
    "insert into limits.keys (tenant_id, key_id, quota, window_seconds, changed_at)"
    " values ($1, $2, $3, $4, $5) on conflict (tenant_id, key_id) do update"
    " set quota = $3, window_seconds = $4, changed_at = $5",
    Scope::platform};
inline constexpr Statement kRemoveKey{
    "limits.keys.remove",
    "delete from limits.keys where tenant_id = $1 and key_id = $2 returning key_id",
    Scope::platform};

inline constexpr const Statement* kStatements[] = {
    &kLockPlan, &kSetPlan, &kRemovePlan, &kReadTenant, &kLockTenant, &kSetTenant,
    &kReadKeys, &kReadKey, &kLockKey,    &kSetKey,     &kRemoveKey};
// Of whole tables, which is their purpose.
inline constexpr const Statement* kWholeStatements[] = {&kReadVersion, &kRaiseVersion, &kReadPlans,
                                                        &kReadTenants, &kReadAllKeys};

}  // namespace sangam::suites::platform::limits
