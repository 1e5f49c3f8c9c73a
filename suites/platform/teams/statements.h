#pragma once

// The named statements of this module. All run as sangam_auth, which also sees the tenant's users.

#include "kernel/store/statement.h"

namespace sangam::suites::platform::teams {

using store::Statement;

#define SANGAM_TEAM_COLUMNS "id, name, description, members, created_at"

inline constexpr Statement kFindTeam{"teams.find",
                                     "select " SANGAM_TEAM_COLUMNS
                                     " from teams.teams where tenant_id = $1 and id = $2"};
inline constexpr Statement kLockTeam{
    "teams.lock", "select " SANGAM_TEAM_COLUMNS
                  " from teams.teams where tenant_id = $1 and id = $2 for no key update"};
inline constexpr Statement kInsertTeam{
    "teams.insert",
    "insert into teams.teams (tenant_id, id, name, description, members, created_at, changed_at)"
    " values ($1, $2, $3, $4, 0, $5, $5)"};
// $3 name, $4 description, null for what stays; $5 now
inline constexpr Statement kUpdateTeam{
    "teams.update",
    "update teams.teams set name = coalesce($3, name), description = coalesce($4, description),"
    " changed_at = $5 where tenant_id = $1 and id = $2 returning " SANGAM_TEAM_COLUMNS};
inline constexpr Statement kDeleteTeam{"teams.delete",
                                       "delete from teams.teams where tenant_id = $1 and id = $2"};
// $3 how many more, $4 now
inline constexpr Statement kCountMembers{
    "teams.count_members",
    "update teams.teams set members = members + $3, changed_at = $4"
    " where tenant_id = $1 and id = $2"};
// One fewer in each of $2.
inline constexpr Statement kCountDeparture{
    "teams.count_departure",
    "update teams.teams set members = members - 1, changed_at = $3"
    " where tenant_id = $1 and id = any ($2::uuid[])"};

// Who of $2 are users, kept from being removed until the end.
inline constexpr Statement kHoldUsers{
    "teams.users.hold",
    "select id from platform.users where tenant_id = $1 and id = any ($2::uuid[])"
    " order by id for key share"};
// By the role app too, for who meets an id anywhere.
inline constexpr Statement kLoadTeams{"teams.load", "select " SANGAM_TEAM_COLUMNS
                                                    " from teams.teams where tenant_id = $1"
                                                    " and id = any ($2::uuid[])"};

// $3 users -> those who were not in it
inline constexpr Statement kInsertMembers{
    "teams.members.insert",
    "insert into teams.members (tenant_id, team_id, user_id, added_at)"
    " select $1, $2, n.id, $4 from unnest($3::uuid[]) as n (id)"
    " on conflict do nothing returning user_id as id"};
inline constexpr Statement kDeleteMembers{
    "teams.members.delete",
    "delete from teams.members where tenant_id = $1 and team_id = $2"
    " and user_id = any ($3::uuid[]) returning user_id as id"};
inline constexpr Statement kMemberIds{
    "teams.members.ids",
    "select user_id as id from teams.members where tenant_id = $1 and team_id = $2"
    " order by user_id"};
// Of one user, everywhere -> the teams
inline constexpr Statement kDeleteMemberships{
    "teams.members.delete_of_user",
    "delete from teams.members where tenant_id = $1 and user_id = $2 returning team_id as id"};

inline constexpr const Statement* kTeamStatements[] = {
    &kFindTeam,      &kLoadTeams,    &kLockTeam,         &kInsertTeam, &kUpdateTeam,
    &kDeleteTeam,    &kCountMembers, &kCountDeparture,   &kHoldUsers,  &kInsertMembers,
    &kDeleteMembers, &kMemberIds,    &kDeleteMemberships};

}  // namespace sangam::suites::platform::teams
