#pragma once

// The named statements of support's access. All run as sangam_auth.

#include "kernel/store/statement.h"

namespace sangam::suites::platform {

inline constexpr store::Statement kInsertConsent{
    "platform.support_consents.insert",
    "insert into platform.support_consents"
    " (tenant_id, id, user_id, reason, granted_by, created_at, until_at)"
    " select $1, $2, u.id, $4, $5, $6, $7 from platform.users u"
    " where u.tenant_id = $1 and u.id = $3 and u.status = 'active' returning id",
    store::Scope::platform};
inline constexpr store::Statement kListConsents{
    "platform.support_consents.list",
    "select c.id, c.user_id, u.name as user_name, c.reason, c.granted_by, c.created_at, c.until_at,"
    " c.emergency"
    " from platform.support_consents c"
    " join platform.users u on u.tenant_id = c.tenant_id and u.id = c.user_id"
    " where c.tenant_id = $1 and c.until_at > $2 order by c.created_at, c.id limit 1000",
    store::Scope::platform};
// Of consents `c`, with whose they are.
#define SANGAM_CONSENTS_SEEN                                                    \
  "select c.id, c.tenant_id, t.id as tenant, t.name as tenant_name, c.user_id," \
  " u.name as user_name, u.role, c.reason, c.until_at from consents c"          \
  " cross join lateral (select name, role, status from platform.users"          \
  " where tenant_id = c.tenant_id and id = c.user_id offset 0) u"               \
  " join platform.tenants t on t.number = c.tenant_id"                          \
  " where t.status = 'active' and u.status = 'active'"
inline constexpr store::Statement kOpenConsents{
    "platform.support_consents.open",
    "with consents as materialized (select * from platform.support_consents"
    " where until_at > $1 and not emergency order by until_at limit 1000) " SANGAM_CONSENTS_SEEN
    " order by c.until_at",
    store::Scope::platform};
inline constexpr store::Statement kFindConsent{
    "platform.support_consents.find",
    "with consents as materialized (select * from platform.support_consents"
    " where until_at > $1 and id = $2 and not emergency) " SANGAM_CONSENTS_SEEN,
    store::Scope::platform};
// Its sessions are ended by themselves before, so that they can be revoked.
inline constexpr store::Statement kEndConsentSessions{
    "platform.sessions.end_consent",
    "delete from platform.sessions where tenant_id = $1 and consent_id = $2"
    " returning id, tenant_id",
    store::Scope::platform};
inline constexpr store::Statement kDeleteConsent{
    "platform.support_consents.delete",
    "delete from platform.support_consents where tenant_id = $1 and id = $2 returning id",
    store::Scope::platform};
inline constexpr store::Statement kInsertSupportSession{
    "platform.sessions.insert_support",
    "insert into platform.sessions (id, token_hash, tenant_id, user_id, impersonator, consent_id,"
    " created_at, seen_at, renewed_at, proven_at, idle_nanoseconds, expires_at, methods, device,"
    " address) values ($1, $2, $3, $4, $5, $6, $7, $7, $7, $7, $8, $9, $10, $11, $12)",
    store::Scope::platform};

// As the owner who has been one for longest.
inline constexpr store::Statement kFindForEmergency{
    "platform.support_consents.for_emergency",
    "select t.number, t.id, t.name, t.sandbox, coalesce(p.emergency_access, false) as allowed,"
    " u.id as user_id, u.name as user_name from platform.tenants t"
    " left join platform.policies p on p.tenant_id = t.number"
    " join lateral (select id, name from platform.users where tenant_id = t.number"
    " and role = 'owner' and status = 'active' order by created_at, id limit 1) u on true"
    " where t.id = $1 and t.number <> 1 and t.status in ('active', 'suspended')",
    store::Scope::platform};
inline constexpr store::Statement kInsertEmergency{
    "platform.support_consents.insert_emergency",
    "insert into platform.support_consents"
    " (tenant_id, id, user_id, reason, granted_by, created_at, until_at, emergency)"
    " values ($1, $2, $3, $4, $5, $6, $7, true)",
    store::Scope::platform};
inline constexpr store::Statement kOwnersToTell{
    "platform.users.owners_to_tell",
    "select name, email from platform.users where tenant_id = $1 and role = 'owner'"
    " and status = 'active' order by id limit 100",
    store::Scope::platform};

inline constexpr const store::Statement* kSupportStatements[] = {
    &kInsertConsent,      &kListConsents,  &kOpenConsents,         &kFindConsent,
    &kEndConsentSessions, &kDeleteConsent, &kInsertSupportSession, &kFindForEmergency,
    &kInsertEmergency,    &kOwnersToTell};

}  // namespace sangam::suites::platform
