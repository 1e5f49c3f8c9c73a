#pragma once

// The named statements of sessions, sign-in and revocation. All run as sangam_auth.

#include "kernel/store/statement.h"

namespace sangam::suites::platform {

// $1 address, $2 slug or '', $3 device -> the accounts with a password behind it and where they are
// members, the person's own account first. Who belongs to a suspended tenant signs in to be told
// so.
inline constexpr store::Statement kSignInCandidates{
    "platform.sign_in.candidates",
    "select a.id as account_id, a.password_hash, u.email, a.realm, u.tenant_id, u.id as user_id,"
    " u.name, u.role, exists (select from platform.known_devices d where d.account_id = a.id"
    " and d.device_hash = $3) as device_known"
    " from platform.accounts a join platform.users u on u.account_id = a.id"
    " join platform.tenants t on t.number = u.tenant_id"
    " where a.email = $1 and a.password_hash is not null and ($2 = '' or t.slug = $2)"
    " and u.status = 'active' and t.status in ('active', 'suspended', 'closed')"
    " order by a.realm, a.id, t.status = 'active' desc, u.seen_at desc nulls last, u.tenant_id "
    "limit 64",
    store::Scope::platform};
// $1 account, $2 slug or '' -> where it is a member and was last.
inline constexpr store::Statement kFindMembership{
    "platform.sign_in.membership",
    "select a.id as account_id, a.realm, u.email, u.tenant_id, u.id as user_id, u.name, u.role"
    " from platform.accounts a join platform.users u on u.account_id = a.id"
    " join platform.tenants t on t.number = u.tenant_id"
    " where a.id = $1 and ($2 = '' or t.slug = $2)"
    " and u.status = 'active' and t.status in ('active', 'suspended', 'closed')"
    " order by t.status = 'active' desc, u.seen_at desc nulls last, u.tenant_id limit 1",
    store::Scope::platform};
inline constexpr store::Statement kReplacePasswordHash{
    "platform.accounts.replace_hash",
    "update platform.accounts set password_hash = $3 where id = $1 and password_hash = $2",
    store::Scope::platform};
inline constexpr store::Statement kFindPasswordHash{
    "platform.accounts.find_hash",
    "select a.id as account_id, a.realm, a.email, a.password_hash from platform.accounts a"
    " join platform.users u on u.account_id = a.id"
    " where u.tenant_id = $1 and u.id = $2 and a.password_hash is not null",
    store::Scope::platform};
inline constexpr store::Statement kKnowDevice{
    "platform.known_devices.know",
    "insert into platform.known_devices (account_id, device_hash, created_at, seen_at)"
    " values ($1, $2, $3, $3) on conflict (account_id, device_hash) do update set seen_at = $3",
    store::Scope::platform};

// All but the newest $2.
inline constexpr store::Statement kForgetOldDevices{
    "platform.known_devices.forget_old",
    "delete from platform.known_devices where account_id = $1 and device_hash in"
    " (select device_hash from platform.known_devices where account_id = $1"
    " order by seen_at desc offset $2)",
    store::Scope::platform};

inline constexpr store::Statement kInsertSession{
    "platform.sessions.insert",
    "insert into platform.sessions (id, token_hash, account_id, tenant_id, user_id, created_at,"
    " seen_at, renewed_at, proven_at, idle_nanoseconds, expires_at, methods, device, address)"
    " values ($1, $2, $3, $4, $5, $6, $6, $6, $6, $7, $8, $9, $10, $11)",
    store::Scope::platform};
inline constexpr store::Statement kMarkSeen{
    "platform.users.mark_seen",
    "update platform.users set seen_at = $3 where tenant_id = $1 and id = $2",
    store::Scope::platform};
// $1 is the hash of any of the three tokens that a session may have.
inline constexpr store::Statement kFindSession{
    "platform.sessions.find",
    "select s.id, s.tenant_id, s.user_id, s.account_id, u.name, u.role, u.email, s.seen_at, "
    "s.renewed_at,"
    " s.idle_nanoseconds, s.expires_at, s.proven_at, s.methods,"
    " case when s.token_hash = $1 then 'current' when s.next_hash = $1 then 'next'"
    " else 'previous' end as token, s.previous_until,"
    " coalesce(p.second_factor, 'optional') as second_factor,"
    " u.status = 'active' and (s.impersonator is null or o.status = 'active') as active,"
    " t.status as tenant_status, s.impersonator, o.name as impersonator_name,"
    " coalesce(c.emergency, false) as emergency"
    " from platform.sessions s"
    " join platform.users u on u.tenant_id = s.tenant_id and u.id = s.user_id"
    " join platform.tenants t on t.number = s.tenant_id"
    " left join platform.policies p on p.tenant_id = s.tenant_id"
    " left join platform.users o on o.tenant_id = 1 and o.id = s.impersonator"
    " left join platform.support_consents c on c.tenant_id = s.tenant_id and c.id = s.consent_id"
    " where s.token_hash = $1 or s.next_hash = $1 or s.previous_hash = $1",
    store::Scope::platform};
inline constexpr store::Statement kDescribeSession{
    "platform.sessions.describe",
    "select u.email, s.expires_at, r.name as role_name from platform.sessions s"
    " join platform.users u on u.tenant_id = s.tenant_id and u.id = s.user_id"
    " left join platform.roles r on r.tenant_id = u.tenant_id and r.key = u.role"
    " where s.id = $1",
    store::Scope::platform};
inline constexpr store::Statement kTouchSession{
    "platform.sessions.touch",
    "update platform.sessions set seen_at = $2 where id = $1 and seen_at < $2",
    store::Scope::platform};
// Unless another request did just now: $4 is the time before which an offer is forgotten.
inline constexpr store::Statement kOfferToken{
    "platform.sessions.offer_token",
    "update platform.sessions set next_hash = $2, next_at = $3, seen_at = $3"
    " where id = $1 and (next_hash is null or next_at < $4) returning id",
    store::Scope::platform};
// The offered token was used: it is the token now, and the one before good until $3.
inline constexpr store::Statement kTakeToken{
    "platform.sessions.take_token",
    "update platform.sessions set previous_hash = token_hash, previous_until = $3,"
    " token_hash = next_hash, next_hash = null, next_at = null, renewed_at = $2, seen_at = $2"
    " where next_hash = $1",
    store::Scope::platform};
// At once, after a proof or a change of tenant.
inline constexpr store::Statement kReplaceToken{
    "platform.sessions.replace_token",
    "update platform.sessions set previous_hash = token_hash, previous_until = $4, token_hash = $2,"
    " next_hash = null, next_at = null, renewed_at = $3, seen_at = $3 where id = $1",
    store::Scope::platform};
inline constexpr store::Statement kProveSession{
    "platform.sessions.prove",
    "update platform.sessions set proven_at = $2, methods = $3 where id = $1",
    store::Scope::platform};
// Where the account of session $1 is a member.
inline constexpr store::Statement kListMemberships{
    "platform.sessions.memberships",
    "select t.number, t.id, t.slug, t.name, t.sandbox, u.role, u.id as user_id,"
    " u.name as user_name, u.email, r.name as role_name"
    " from platform.sessions s join platform.users u on u.account_id = s.account_id"
    " join platform.tenants t on t.number = u.tenant_id"
    " left join platform.roles r on r.tenant_id = u.tenant_id and r.key = u.role"
    " where s.id = $1 and u.status = 'active' and t.status in ('active', 'suspended', 'closed')"
    " order by t.name, t.number",
    store::Scope::platform};
// To tenant $2 and user $3, under its limits: $4 without requests, $5 since the beginning.
inline constexpr store::Statement kSwitchTenant{
    "platform.sessions.switch_tenant",
    "update platform.sessions set tenant_id = $2, user_id = $3, idle_nanoseconds = $4,"
    " expires_at = least(expires_at, created_at + $5), previous_hash = null, previous_until = null,"
    " token_hash = $6, next_hash = null, next_at = null, renewed_at = $7, seen_at = $7"
    " where id = $1 and tenant_id = $8 returning expires_at",
    store::Scope::platform};
inline constexpr store::Statement kEndSession{
    "platform.sessions.end", "delete from platform.sessions where id = $1 returning id, tenant_id",
    store::Scope::platform};
// Of the user $2 of tenant $1, and of account $3 in other tenants, when that is who signed in; and
// what an operator began as support.
#define SANGAM_SESSIONS_OF_USER \
  "((s.tenant_id = $1 and s.user_id = $2) or s.account_id = $3 or s.impersonator = $2)"
inline constexpr store::Statement kListSessions{
    "platform.sessions.list",
    "select s.id, t.name as tenant, s.created_at, s.seen_at, s.expires_at, s.methods, s.device,"
    " s.address from platform.sessions s join platform.tenants t on t.number = s.tenant_id"
    " where " SANGAM_SESSIONS_OF_USER
    " and s.expires_at > $4 and s.seen_at + s.idle_nanoseconds > $4"
    " order by s.seen_at desc, s.id limit 1000",
    store::Scope::platform};
inline constexpr store::Statement kEndOwnSession{
    "platform.sessions.end_own",
    "delete from platform.sessions s where s.id = $4 and " SANGAM_SESSIONS_OF_USER
    " returning s.id, s.tenant_id",
    store::Scope::platform};
// All but $4.
inline constexpr store::Statement kEndOtherSessions{
    "platform.sessions.end_others",
    "delete from platform.sessions s where s.id <> $4 and " SANGAM_SESSIONS_OF_USER
    " returning s.id, s.tenant_id",
    store::Scope::platform};
// Those in the tenant only: what its administrators may end.
inline constexpr store::Statement kEndUserSessions{
    "platform.sessions.end_user",
    "delete from platform.sessions where tenant_id = $1 and user_id = $2 returning id, tenant_id",
    store::Scope::platform};
inline constexpr store::Statement kPruneSessions{
    "platform.sessions.prune", "delete from platform.sessions where expires_at < $1",
    store::Scope::platform};

inline constexpr store::Statement kInsertRevocation{
    "platform.revocations.insert",
    "insert into platform.revocations (at, tenant_id, subject, subject_id)"
    " values ($1, $2, $3, $4)",
    store::Scope::platform};
inline constexpr store::Statement kReadRevocations{
    "platform.revocations.read",
    "select position, tenant_id, subject, subject_id as id from platform.revocations"
    " where at > $1",
    store::Scope::platform};
inline constexpr store::Statement kPruneRevocations{
    "platform.revocations.prune", "delete from platform.revocations where at < $1",
    store::Scope::platform};

// $1 keys -> those with failures not older than $2.
inline constexpr store::Statement kReadFailures{
    "platform.sign_in_failures.read",
    "select key, failures, last_at from platform.sign_in_failures"
    " where key = any ($1::bytea[]) and last_at > $2",
    store::Scope::platform};
// Counts one more for each of the keys; failures before $3 are forgotten.
inline constexpr store::Statement kCountFailure{
    "platform.sign_in_failures.count",
    "insert into platform.sign_in_failures as f (key, failures, last_at)"
    " select key, 1, $2 from unnest($1::bytea[]) key order by key"
    " on conflict (key) do update set last_at = $2,"
    " failures = case when f.last_at > $3 then f.failures + 1 else 1 end",
    store::Scope::platform};
inline constexpr store::Statement kForgetFailures{
    "platform.sign_in_failures.forget",
    "delete from platform.sign_in_failures where key = any ($1::bytea[])", store::Scope::platform};
inline constexpr store::Statement kPruneFailures{
    "platform.sign_in_failures.prune", "delete from platform.sign_in_failures where last_at < $1",
    store::Scope::platform};

inline constexpr store::Statement kFindPolicy{
    "platform.policies.find",
    "select session_idle_seconds, session_absolute_seconds, second_factor, password_min_length,"
    " emergency_access"
    " from platform.policies where tenant_id = $1",
    store::Scope::platform};
inline constexpr store::Statement kSetPolicy{
    "platform.policies.set",
    "insert into platform.policies (tenant_id, session_idle_seconds, session_absolute_seconds,"
    " second_factor, password_min_length, changed_at, emergency_access)"
    " values ($1, $2, $3, $4, $5, $6, $7) on conflict (tenant_id) do update"
    " set session_idle_seconds = $2, session_absolute_seconds = $3, second_factor = $4,"
    " password_min_length = $5, changed_at = $6, emergency_access = $7",
    store::Scope::platform};

inline constexpr const store::Statement* kSessionStatements[] = {
    &kSignInCandidates, &kFindMembership,   &kReplacePasswordHash, &kFindPasswordHash,
    &kKnowDevice,       &kForgetOldDevices, &kInsertSession,       &kMarkSeen,
    &kFindSession,      &kDescribeSession,  &kTouchSession,        &kOfferToken,
    &kTakeToken,        &kReplaceToken,     &kProveSession,        &kListMemberships,
    &kSwitchTenant,     &kEndSession,       &kListSessions,        &kEndOwnSession,
    &kEndOtherSessions, &kEndUserSessions,  &kPruneSessions,       &kInsertRevocation,
    &kReadRevocations,  &kPruneRevocations, &kReadFailures,        &kCountFailure,
    &kForgetFailures,   &kPruneFailures,    &kFindPolicy,          &kSetPolicy};

}  // namespace sangam::suites::platform
