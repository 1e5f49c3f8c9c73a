#pragma once

// The named statements of plans. All run as sangam_auth.

#include "kernel/store/statement.h"

namespace sangam::suites::platform {

// What $1 has and may have; people who are invited count as users. Locks nothing.
inline constexpr store::Statement kReadUsage{
    "platform.plans.usage",
    "select coalesce(p.name, '') as plan,"
    " (select count(*) from platform.users u where u.tenant_id = t.number)"
    " + (select count(*) from platform.invitations i where i.tenant_id = t.number"
    " and i.expires_at > $2) as users, p.users_most,"
    " (select count(*) from platform.api_keys k where k.tenant_id = t.number"
    " and k.revoked_at is null and (k.expires_at is null or k.expires_at > $2)) as api_keys,"
    " p.api_keys_most"
    " from platform.tenants t left join platform.plans p on p.tenant_id = t.number"
    " where t.number = $1",
    store::Scope::platform};
// Two that add at once wait for each other, so that both cannot take the last place.
inline constexpr store::Statement kLockPlan{
    "platform.plans.lock", "select tenant_id from platform.plans where tenant_id = $1 for update",
    store::Scope::platform};
inline constexpr store::Statement kFindTenantNumber{
    "platform.plans.find_tenant",
    "select number from platform.tenants where id = $1 and number <> 1", store::Scope::platform};

inline constexpr const store::Statement* kPlanStatements[] = {&kReadUsage, &kLockPlan,
                                                              &kFindTenantNumber};

}  // namespace sangam::suites::platform
