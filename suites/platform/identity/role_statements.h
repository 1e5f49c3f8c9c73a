#pragma once

// The named statements of roles of tenants' own. All run as sangam_auth.

#include "kernel/store/statement.h"

namespace sangam::suites::platform {

inline constexpr store::Statement kReadRolePermissions{
    "platform.roles.permissions",
    "select permissions from platform.roles where tenant_id = $1 and key = $2",
    store::Scope::platform};
inline constexpr store::Statement kReadRoleName{
    "platform.roles.name", "select name from platform.roles where tenant_id = $1 and key = $2",
    store::Scope::platform};
#define SANGAM_ROLE_COLUMNS                                                            \
  "r.key, r.name, r.permissions, r.created_at, (select count(*) from platform.users u" \
  " where u.tenant_id = r.tenant_id and u.role = r.key) as users"
inline constexpr store::Statement kListRoles{
    "platform.roles.list",
    "select " SANGAM_ROLE_COLUMNS " from platform.roles r where r.tenant_id = $1 order by r.name",
    store::Scope::platform};
inline constexpr store::Statement kLockRole{
    "platform.roles.lock",
    "select " SANGAM_ROLE_COLUMNS
    " from platform.roles r where r.tenant_id = $1 and r.key = $2 for update of r",
    store::Scope::platform};
inline constexpr store::Statement kInsertRole{
    "platform.roles.insert",
    "insert into platform.roles (tenant_id, key, name, permissions, created_at, changed_at)"
    " select $1, $2, $3, $4, $5, $5"
    " where (select count(*) from platform.roles where tenant_id = $1) < $6 returning key",
    store::Scope::platform};
inline constexpr store::Statement kUpdateRole{
    "platform.roles.update",
    "update platform.roles set name = $3, permissions = $4, changed_at = $5"
    " where tenant_id = $1 and key = $2",
    store::Scope::platform};
inline constexpr store::Statement kDeleteRole{
    "platform.roles.delete", "delete from platform.roles where tenant_id = $1 and key = $2",
    store::Scope::platform};
// Users and invitations, good at $3, that name it.
inline constexpr store::Statement kCountRoleUses{
    "platform.roles.uses",
    "select (select count(*) from platform.users where tenant_id = $1 and role = $2)"
    " + (select count(*) from platform.invitations where tenant_id = $1 and role = $2"
    " and expires_at > $3) as uses",
    store::Scope::platform};

inline constexpr const store::Statement* kRoleStatements[] = {
    &kReadRolePermissions, &kReadRoleName, &kListRoles,  &kLockRole,
    &kInsertRole,          &kUpdateRole,   &kDeleteRole, &kCountRoleUses};

}  // namespace sangam::suites::platform
