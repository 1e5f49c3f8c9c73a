#pragma once

// The named statements of this module. All run as sangam_auth.

#include "kernel/store/statement.h"

namespace sangam::suites::platform {

using store::Scope;
using store::Statement;

#define SANGAM_TENANT_COLUMNS "number, id, slug, name, sandbox, clock_offset, created_at, status"

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
                                        " and ($3::text is null or"
                                        " strpos(lower(name || ' ' || slug), lower($3)) > 0)"
                                        " and ($4::text is null or status = $4)"
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

#define SANGAM_USER_COLUMNS                                                   \
  "tenant_id, id, email, name, role, created_at, status, seen_at,"            \
  " (select r.name from platform.roles r where r.tenant_id = users.tenant_id" \
  " and r.key = users.role) as role_name"

inline constexpr Statement kFindUser{"platform.users.find",
                                     "select " SANGAM_USER_COLUMNS
                                     " from platform.users where tenant_id = $1 and id = $2",
                                     Scope::platform};
// Of a member who may act now.
inline constexpr Statement kFindSubject{
    "platform.users.find_subject",
    "select u.id, u.email, u.name, u.role, coalesce(a.trusted_since, 0) as trusted_since"
    " from platform.users u join platform.tenants t on t.number = u.tenant_id"
    " left join platform.accounts a on a.id = u.account_id where u.tenant_id = $1 and u.id = $2"
    " and u.status = 'active' and t.status = 'active'",
    Scope::platform};
// An active member but $2 whose role is one of $3, or one of the tenant's own with all of $4.
inline constexpr Statement kFindOthersWho{
    "platform.users.others_who",
    "select exists (select from platform.users u where u.tenant_id = $1 and u.id <> $2"
    " and u.status = 'active' and (u.role = any ($3::text[]) or exists"
    " (select from platform.roles r where r.tenant_id = u.tenant_id and r.key = u.role"
    " and pg_catalog.string_to_array(r.permissions, ' ') @> $4::text[]))) as found",
    Scope::platform};
inline constexpr Statement kIsActiveTenant{
    "platform.tenants.is_active",
    "select status = 'active' as active from platform.tenants where number = $1", Scope::platform};
// A member with an account of their tenant: $6 account, $7 password hash.
inline constexpr Statement kInsertUser{
    "platform.users.insert",
    "with account as (insert into platform.accounts (id, realm, email, password_hash, created_at)"
    " values ($6, $1, $3, $7, $8) returning id)"
    " insert into platform.users (tenant_id, id, email, name, role, account_id, created_at)"
    " select $1, $2, $3, $4, $5, account.id, $8 from account",
    Scope::platform};
// The account goes with its last member.
inline constexpr Statement kDeleteUser{
    "platform.users.delete",
    "with gone as (delete from platform.users where tenant_id = $1 and id = $2"
    " returning account_id), account as (delete from platform.accounts a using gone"
    " where a.id = gone.account_id and a.realm = $1)"
    " select $2 as id from gone",
    Scope::platform};
inline constexpr Statement kUpdateUser{
    "platform.users.update",
    "update platform.users set name = coalesce($3, name), role = coalesce($4, role),"
    " status = coalesce($5, status)"
    " where tenant_id = $1 and id = $2 returning " SANGAM_USER_COLUMNS,
    Scope::platform};
inline constexpr Statement kLockUser{
    "platform.users.lock",
    "select " SANGAM_USER_COLUMNS
    " from platform.users where tenant_id = $1 and id = $2 for update",
    Scope::platform};
inline constexpr Statement kLockOwners{
    "platform.users.lock_owners",
    "select " SANGAM_USER_COLUMNS
    " from platform.users where tenant_id = $1 and role = 'owner' and status = 'active'"
    " order by id for update",
    Scope::platform};

#define SANGAM_KEY_COLUMNS                                                                     \
  "id, name, prefix, scopes, created_at, expires_at, last_used_at, networks, previous_until, " \
  "kind,"                                                                                      \
  " certificate_thumbprint, certificate_subject, certificate_issuer"

inline constexpr Statement kInsertKey{
    "platform.api_keys.insert",
    "insert into platform.api_keys (tenant_id, id, name, prefix, secret_hash, scopes, created_at,"
    " created_by, expires_at, networks, kind, certificate_thumbprint, certificate_subject,"
    " certificate_issuer) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
    Scope::platform};
#define SANGAM_USED_KEY_COLUMNS                                    \
  "k.tenant_id, k.id, k.name, k.scopes, k.networks, k.expires_at," \
  " k.revoked_at is null as active, t.status as tenant_status,"    \
  " k.certificate_thumbprint, k.certificate_subject, k.certificate_issuer"

inline constexpr Statement kFindKey{
    "platform.api_keys.find",
    "select " SANGAM_USED_KEY_COLUMNS
    ","
    " case when k.previous_hash = $1 then k.previous_until end as previous_until"
    " from platform.api_keys k join platform.tenants t on t.number = k.tenant_id"
    " where (k.secret_hash = $1 or k.previous_hash = $1) and k.kind = 'bearer'",
    Scope::platform};
inline constexpr Statement kFindSigningKeyOwner{
    "platform.api_keys.find_signing",
    "select " SANGAM_USED_KEY_COLUMNS
    ", null::int8 as previous_until"
    " from platform.api_keys k join platform.tenants t on t.number = k.tenant_id"
    " where k.tenant_id = $1 and k.id = $2 and k.kind = 'signing'",
    Scope::platform};
inline constexpr Statement kFindKeySubject{
    "platform.api_keys.find_subject",
    "select k.id, k.name, k.scopes, k.created_by, k.kind from platform.api_keys k"
    " join platform.tenants t on t.number = k.tenant_id where k.tenant_id = $1 and k.id = $2"
    " and k.revoked_at is null and (k.expires_at is null or k.expires_at > $3)"
    " and t.status = 'active'",
    Scope::platform};
inline constexpr Statement kTouchKey{
    "platform.api_keys.touch",
    "update platform.api_keys set last_used_at = $3 where tenant_id = $1 and id = $2",
    Scope::platform};
inline constexpr Statement kRotateKey{
    "platform.api_keys.rotate",
    "update platform.api_keys set previous_hash = secret_hash, previous_until = $5, prefix = $3,"
    " secret_hash = $4 where tenant_id = $1 and id = $2 and revoked_at is null"
    " and (expires_at is null or expires_at > $6) returning " SANGAM_KEY_COLUMNS,
    Scope::platform};
inline constexpr Statement kRevokeKey{
    "platform.api_keys.revoke",
    "update platform.api_keys set revoked_at = $3 where tenant_id = $1 and id = $2"
    " and revoked_at is null returning id",
    Scope::platform};

inline constexpr const Statement* kStatements[] = {
    &kFindTenant,         &kListSandboxes, &kPageTenants,    &kInsertTenant,   &kAdvanceClock,
    &kFindUser,           &kInsertUser,    &kDeleteUser,     &kUpdateUser,     &kLockUser,
    &kLockOwners,         &kInsertKey,     &kFindKey,        &kTouchKey,       &kRotateKey,
    &kRevokeKey,          &kFindSubject,   &kIsActiveTenant, &kFindKeySubject, &kFindOthersWho,
    &kFindSigningKeyOwner};

}  // namespace sangam::suites::platform
