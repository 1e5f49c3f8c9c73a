#pragma once

// The named statements of this module, all as sangam_auth on platform tables.

#include "kernel/store/statement.h"

namespace sangam::suites::platform::gateway {

using store::Scope;
using store::Statement;

inline constexpr Statement kReadPolicy{"gateway.policies.read",
                                       "select policy from gateway.policies where tenant_id = $1",
                                       Scope::platform};
// Makes the row where there is none, so that there is something to lock.
inline constexpr Statement kLockPolicy{
    "gateway.policies.lock",
    "insert into gateway.policies (tenant_id, policy, changed_at, changed_by)"
    " values ($1, '{}', $2, $3) on conflict (tenant_id) do update set tenant_id = $1"
    " returning policy",
    Scope::platform};
inline constexpr Statement kWritePolicy{
    "gateway.policies.write",
    "update gateway.policies set policy = $2, changed_at = $3, changed_by = $4"
    " where tenant_id = $1",
    Scope::platform};
// Of tenants that are served, changed after $1.
inline constexpr Statement kReadPolicies{
    "gateway.policies.read_all",
    "select p.tenant_id, p.policy, t.id, t.slug from gateway.policies p"
    " join platform.tenants t on t.number = p.tenant_id where p.changed_at > $1",
    Scope::platform};
inline constexpr Statement kReadPlatform{
    "gateway.platform.read", "select policy, maintenance from gateway.platform", Scope::platform};
inline constexpr Statement kLockPlatform{
    "gateway.platform.lock",
    "insert into gateway.platform (changed_at, changed_by) values ($1, $2)"
    " on conflict (singleton) do update set singleton = true returning policy, maintenance",
    Scope::platform};
inline constexpr Statement kWritePlatform{
    "gateway.platform.write",
    "update gateway.platform set policy = $1, changed_at = $2, changed_by = $3", Scope::platform};
inline constexpr Statement kWriteMaintenance{
    "gateway.platform.write_maintenance",
    "update gateway.platform set maintenance = $1, changed_at = $2, changed_by = $3",
    Scope::platform};

inline constexpr const Statement* kStatements[] = {
    &kReadPolicy,   &kLockPolicy,   &kWritePolicy,   &kReadPolicies,
    &kReadPlatform, &kLockPlatform, &kWritePlatform, &kWriteMaintenance};

}  // namespace sangam::suites::platform::gateway
