#pragma once

// The named statements of this module. All run as sangam_auth.

#include "kernel/store/statement.h"

namespace sangam::suites::platform {

using store::Scope;
using store::Statement;

#define SANGAM_TENANT_COLUMNS "number, id, slug, name, sandbox, clock_offset, created_at"

inline constexpr Statement kFindTenant{
    "platform.tenants.find",
    "select " SANGAM_TENANT_COLUMNS " from platform.tenants where number = $1", Scope::platform};
inline constexpr Statement kListSandboxes{"platform.tenants.sandboxes",
                                          "select " SANGAM_TENANT_COLUMNS
                                          " from platform.tenants where sandbox order by number",
                                          Scope::platform};
inline constexpr Statement kPageTenants{"platform.tenants.page",
                                        "select " SANGAM_TENANT_COLUMNS
                                        " from platform.tenants where number > $1 and number <> 1"
                                        " order by number limit $2",
                                        Scope::platform};
inline constexpr Statement kInsertTenant{
    "platform.tenants.insert",
    "insert into platform.tenants (id, slug, name, sandbox, created_at) values ($1, $2, $3, $4, $5)"
    " returning " SANGAM_TENANT_COLUMNS,
    Scope::platform};
// Never back: the greater of what is there and what is wanted.
inline constexpr Statement kAdvanceClock{
    "platform.tenants.advance_clock",
    "update platform.tenants set clock_offset = clock_offset + $2 where number = $1 and sandbox"
    " returning " SANGAM_TENANT_COLUMNS,
    Scope::platform};

#define SANGAM_USER_COLUMNS "tenant_id, id, email, name, role, created_at"

inline constexpr Statement kUsersByEmail{
    "platform.users.by_email",
    "select u.tenant_id, u.id, u.email, u.name, u.role, u.created_at, u.password_hash, t.slug"
    " from platform.users u join platform.tenants t on t.number = u.tenant_id"
    " where u.email = $1 and ($2 = '' or t.slug = $2) order by u.tenant_id limit 8",
    Scope::platform};
inline constexpr Statement kFindUser{"platform.users.find",
                                     "select " SANGAM_USER_COLUMNS
                                     " from platform.users where tenant_id = $1 and id = $2",
                                     Scope::platform};
inline constexpr Statement kInsertUser{
    "platform.users.insert",
    "insert into platform.users (tenant_id, id, email, name, role, password_hash, created_at)"
    " values ($1, $2, $3, $4, $5, $6, $7)",
    Scope::platform};
inline constexpr Statement kUpdateUser{
    "platform.users.update",
    "update platform.users set name = coalesce($3, name), role = coalesce($4, role)"
    " where tenant_id = $1 and id = $2 returning " SANGAM_USER_COLUMNS,
    Scope::platform};
inline constexpr Statement kLockUser{
    "platform.users.lock",
    "select " SANGAM_USER_COLUMNS
    " from platform.users where tenant_id = $1 and id = $2 for update",
    Scope::platform};
// Locks the owners, so that two requests cannot both take the other for the remaining one.
inline constexpr Statement kLockOwners{
    "platform.users.lock_owners",
    "select " SANGAM_USER_COLUMNS
    " from platform.users where tenant_id = $1 and role = 'owner'"
    " order by id for update",
    Scope::platform};

inline constexpr Statement kInsertSession{
    "platform.sessions.insert",
    "insert into platform.sessions (token_hash, tenant_id, user_id, created_at, expires_at)"
    " values ($1, $2, $3, $4, $5)",
    Scope::platform};
inline constexpr Statement kFindSession{
    "platform.sessions.find",
    "select s.tenant_id, u.id, u.name, u.role, s.expires_at from platform.sessions s"
    " join platform.users u on u.tenant_id = s.tenant_id and u.id = s.user_id"
    " where s.token_hash = $1",
    Scope::platform};
inline constexpr Statement kDescribeSession{
    "platform.sessions.describe",
    "select u.email, s.expires_at from platform.sessions s"
    " join platform.users u on u.tenant_id = s.tenant_id and u.id = s.user_id"
    " where s.token_hash = $1",
    Scope::platform};
inline constexpr Statement kDeleteSession{"platform.sessions.delete",
                                          "delete from platform.sessions where token_hash = $1",
                                          Scope::platform};

#define SANGAM_KEY_COLUMNS \
  "id, name, prefix, scopes, created_at, expires_at, last_used_at, revoked_at"

inline constexpr Statement kInsertKey{
    "platform.api_keys.insert",
    "insert into platform.api_keys (tenant_id, id, name, prefix, secret_hash, scopes, created_at,"
    " created_by, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    Scope::platform};
inline constexpr Statement kFindKey{
    "platform.api_keys.find",
    "select tenant_id, id, name, scopes, expires_at, revoked_at from platform.api_keys"
    " where secret_hash = $1",
    Scope::platform};
inline constexpr Statement kTouchKey{
    "platform.api_keys.touch",
    "update platform.api_keys set last_used_at = $3 where tenant_id = $1 and id = $2",
    Scope::platform};
inline constexpr Statement kRevokeKey{
    "platform.api_keys.revoke",
    "update platform.api_keys set revoked_at = $3 where tenant_id = $1 and id = $2"
    " and revoked_at is null returning id",
    Scope::platform};

inline constexpr const Statement* kStatements[] = {
    &kFindTenant,   &kListSandboxes, &kPageTenants, &kInsertTenant,    &kAdvanceClock,
    &kUsersByEmail, &kFindUser,      &kInsertUser,  &kUpdateUser,      &kLockUser,
    &kLockOwners,   &kInsertSession, &kFindSession, &kDescribeSession, &kDeleteSession,
    &kInsertKey,    &kFindKey,       &kTouchKey,    &kRevokeKey};

}  // namespace sangam::suites::platform
