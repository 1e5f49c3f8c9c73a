#pragma once

// The named statements of this module. All run as sangam_auth.

#include "kernel/store/statement.h"

namespace sangam::suites::platform::scim {

using store::Scope;
using store::Statement;

#define SANGAM_SCIM_TOKEN_COLUMNS "id, name, prefix, role, created_at, last_used_at, previous_until"

inline constexpr Statement kInsertToken{
    "scim.tokens.insert",
    "insert into scim.tokens (id, tenant_id, name, prefix, role, secret_hash, created_at,"
    " created_by) values ($1, $2, $3, $4, $5, $6, $7, $8)",
    Scope::platform};
inline constexpr Statement kCountTokens{
    "scim.tokens.count",
    "select count(*) as count from scim.tokens where tenant_id = $1 and ended_at is null",
    Scope::platform};
inline constexpr Statement kLockToken{
    "scim.tokens.lock",
    "select role from scim.tokens where tenant_id = $1 and id = $2 and ended_at is null for update",
    Scope::platform};
inline constexpr Statement kRotateToken{
    "scim.tokens.rotate",
    "update scim.tokens set previous_hash = secret_hash, previous_until = $5, prefix = $3,"
    " secret_hash = $4 where tenant_id = $1 and id = $2 and ended_at is null"
    " returning " SANGAM_SCIM_TOKEN_COLUMNS,
    Scope::platform};
inline constexpr Statement kEndToken{
    "scim.tokens.end",
    "update scim.tokens set ended_at = $3 where tenant_id = $1 and id = $2 and ended_at is null"
    " returning id",
    Scope::platform};
// $1 hash, $2 now
inline constexpr Statement kFindToken{
    "scim.tokens.find",
    "select k.id, k.tenant_id, k.name, k.role, k.last_used_at from scim.tokens k"
    " join platform.tenants t on t.number = k.tenant_id"
    " where (k.secret_hash = $1 or (k.previous_hash = $1 and k.previous_until > $2))"
    " and k.ended_at is null and t.status = 'active'",
    Scope::platform};
inline constexpr Statement kTouchToken{
    "scim.tokens.touch", "update scim.tokens set last_used_at = $2 where id = $1", Scope::platform};

// A user as a row of `r`: what filters and lists are about (filter_sql.h). Who was never
// provisioned is described by what the platform knows.
#define SANGAM_SCIM_USERS                                                                \
  "(select u.id, u.email, u.name, u.role, u.status = 'active' as active, u.created_at,"  \
  " coalesce(s.changed_at, u.created_at) as changed_at, s.external_id,"                  \
  " coalesce(s.document, jsonb_build_object('userName', u.email, 'displayName', u.name," \
  " 'active', true, 'emails', jsonb_build_array(jsonb_build_object('value', u.email,"    \
  " 'type', 'work', 'primary', true)))) as document"                                     \
  " from platform.users u left join scim.users s on s.tenant_id = u.tenant_id"           \
  " and s.user_id = u.id where u.tenant_id = $1) r"
#define SANGAM_SCIM_USER_COLUMNS                                                              \
  "r.id, r.email, r.name, r.role, r.active, r.created_at, r.changed_at, r.document::text as " \
  "document"

inline constexpr Statement kReadUser{"scim.users.read",
                                     "select " SANGAM_SCIM_USER_COLUMNS " from " SANGAM_SCIM_USERS
                                     " where r.id = $2"};
inline constexpr Statement kHoldUser{
    "scim.users.hold", "select id from platform.users where tenant_id = $1 and id = $2 for update"};
// Who is known by the name $2, but for $3.
inline constexpr Statement kFindNameHolder{
    "scim.users.name_holder",
    "select user_id as id from scim.users where tenant_id = $1 and user_name_key = lower($2)"
    " and user_id <> $3"
    " union all select u.id from platform.users u where u.tenant_id = $1 and u.email = lower($2)"
    " and u.id <> $3 and not exists (select from scim.users s where s.tenant_id = $1"
    " and s.user_id = u.id) limit 1"};
// A member with the address $2 whom no directory knows yet.
inline constexpr Statement kFindUnprovisioned{
    "scim.users.unprovisioned",
    "select u.id from platform.users u where u.tenant_id = $1 and u.email = $2"
    " and not exists (select from scim.users s where s.tenant_id = $1 and s.user_id = u.id)"
    " for update"};
// $3 user_name, $4 external_id, $5 document, $6 now
inline constexpr Statement kWriteUser{
    "scim.users.write",
    "insert into scim.users (tenant_id, user_id, user_name, external_id, document, changed_at)"
    " values ($1, $2, $3, $4, $5::jsonb, $6) on conflict (tenant_id, user_id) do update"
    " set user_name = $3, external_id = $4, document = $5::jsonb, changed_at = $6"};
// In how many teams each of $2 is who is in any.
inline constexpr Statement kTeamCounts{
    "scim.users.team_counts",
    "select user_id, count(*) as teams from teams.members"
    " where tenant_id = $1 and user_id = any ($2::uuid[]) group by user_id"};
// The teams of $2.
inline constexpr Statement kTeamsOfUsers{
    "scim.users.teams",
    "select m.user_id, t.id as team_id, t.name from teams.members m"
    " join teams.teams t on t.tenant_id = m.tenant_id and t.id = m.team_id"
    " where m.tenant_id = $1 and m.user_id = any ($2::uuid[]) order by t.name, t.id"};

#define SANGAM_SCIM_GROUPS                                                                 \
  "(select t.id, t.name, t.name_key, t.members, t.created_at, t.changed_at, g.external_id" \
  " from teams.teams t left join scim.groups g on g.tenant_id = t.tenant_id"               \
  " and g.team_id = t.id where t.tenant_id = $1) r"
#define SANGAM_SCIM_GROUP_COLUMNS \
  "r.id, r.name, r.members, r.created_at, r.changed_at, r.external_id"

inline constexpr Statement kReadGroup{"scim.groups.read",
                                      "select " SANGAM_SCIM_GROUP_COLUMNS
                                      " from " SANGAM_SCIM_GROUPS " where r.id = $2"};
inline constexpr Statement kHoldGroup{
    "scim.groups.hold",
    "select id from teams.teams where tenant_id = $1 and id = $2 for no key update"};
inline constexpr Statement kWriteGroup{
    "scim.groups.write",
    "insert into scim.groups (tenant_id, team_id, external_id) values ($1, $2, $3)"
    " on conflict (tenant_id, team_id) do update set external_id = $3"};
// Members of the teams $2.
inline constexpr Statement kMembersOfTeams{
    "scim.groups.members",
    "select team_id, user_id from teams.members where tenant_id = $1"
    " and team_id = any ($2::uuid[]) order by team_id, user_id"};

inline constexpr const Statement* kScimStatements[] = {
    &kReadUser,  &kHoldUser,   &kFindNameHolder, &kFindUnprovisioned,
    &kWriteUser, &kTeamCounts, &kTeamsOfUsers,   &kReadGroup,
    &kHoldGroup, &kWriteGroup, &kMembersOfTeams};

}  // namespace sangam::suites::platform::scim
