#pragma once

// The named statements of this module. All run as sangam_auth.

#include "kernel/store/statement.h"

namespace sangam::suites::platform::single_sign_on {

using store::Scope;
using store::Statement;

// Connections. The tenant is an argument as any other: whose a connection is must be known before
// there is a tenant.
#define SANGAM_CONNECTION_COLUMNS                                                             \
  "id, tenant_id, name, protocol, enabled, issuer, client_id, client_secret, metadata_url,"   \
  " entity_id, sign_on_url, certificates, email_attribute, name_attribute, groups_attribute," \
  " default_role, groups, roles, creates_users, required, begins_there, created_at,"          \
  " changed_at, wants_signed_requests"
inline constexpr Statement kFindConnection{
    "sign_on.connections.find",
    "select " SANGAM_CONNECTION_COLUMNS " from sign_on.connections where id = $1", Scope::platform};
inline constexpr Statement kGetConnection{"sign_on.connections.get",
                                          "select " SANGAM_CONNECTION_COLUMNS
                                          " from sign_on.connections where tenant_id = $1"
                                          " and id = $2",
                                          Scope::platform};
inline constexpr Statement kLockConnection{"sign_on.connections.lock",
                                           "select " SANGAM_CONNECTION_COLUMNS
                                           " from sign_on.connections where tenant_id = $1"
                                           " and id = $2 for update",
                                           Scope::platform};
inline constexpr Statement kCountConnections{
    "sign_on.connections.count",
    "select count(*) as count from sign_on.connections where tenant_id = $1", Scope::platform};
inline constexpr Statement kInsertConnection{
    "sign_on.connections.insert",
    "insert into sign_on.connections (tenant_id, id, created_by, name, protocol, issuer, client_id,"
    " client_secret, metadata_url, entity_id, sign_on_url, certificates, email_attribute,"
    " name_attribute, groups_attribute, default_role, groups, roles, creates_users, required,"
    " begins_there, created_at, changed_at, wants_signed_requests) values ($1, $2, $3, $4, $5, $6,"
    " $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $22, $23)",
    Scope::platform};
inline constexpr Statement kUpdateConnection{
    "sign_on.connections.update",
    "update sign_on.connections set name = $3, issuer = $4, client_id = $5, client_secret = $6,"
    " metadata_url = $7, entity_id = $8, sign_on_url = $9, certificates = $10,"
    " email_attribute = $11, name_attribute = $12, groups_attribute = $13, default_role = $14,"
    " groups = $15, roles = $16, creates_users = $17, required = $18, begins_there = $19,"
    " changed_at = $20, wants_signed_requests = $21 where tenant_id = $1 and id = $2",
    Scope::platform};
inline constexpr Statement kEnableConnection{
    "sign_on.connections.enable",
    "update sign_on.connections set enabled = $3, changed_at = $4 where tenant_id = $1 and id = $2",
    Scope::platform};
inline constexpr Statement kDeleteConnection{
    "sign_on.connections.delete",
    "delete from sign_on.connections where tenant_id = $1 and id = $2 returning id",
    Scope::platform};
inline constexpr Statement kDeleteIdentities{
    "sign_on.identities.delete_all",
    "delete from sign_on.identities where tenant_id = $1 and connection_id = $2"};
inline constexpr Statement kDeleteTest{
    "sign_on.tests.delete",
    "delete from sign_on.tests where tenant_id = $1 and connection_id = $2"};

// Domains.
#define SANGAM_DOMAIN_COLUMNS                                                         \
  "id, tenant_id, domain, connection_id, token, created_at, checked_at, verified_at," \
  " missing_since, withdrawn_at"
inline constexpr Statement kGetDomain{"sign_on.domains.get",
                                      "select " SANGAM_DOMAIN_COLUMNS
                                      " from sign_on.domains where tenant_id = $1 and id = $2",
                                      Scope::platform};
inline constexpr Statement kCountDomains{
    "sign_on.domains.count", "select count(*) as count from sign_on.domains where tenant_id = $1",
    Scope::platform};
inline constexpr Statement kInsertDomain{
    "sign_on.domains.insert",
    "insert into sign_on.domains (tenant_id, id, domain, connection_id, token, created_at)"
    " values ($1, $2, $3, $4, $5, $6)",
    Scope::platform};
inline constexpr Statement kMoveDomain{
    "sign_on.domains.move",
    "update sign_on.domains set connection_id = $3 where tenant_id = $1 and id = $2"
    " returning " SANGAM_DOMAIN_COLUMNS,
    Scope::platform};
inline constexpr Statement kCheckDomain{
    "sign_on.domains.check",
    "update sign_on.domains set checked_at = $3,"
    " verified_at = case when $4 then $3 else verified_at end,"
    " next_check_at = case when $4 then $5 else next_check_at end,"
    " missing_since = case when $4 then null else missing_since end,"
    " withdrawn_at = case when $4 then null else withdrawn_at end"
    " where tenant_id = $1 and id = $2 returning " SANGAM_DOMAIN_COLUMNS,
    Scope::platform};
// Whose the domain $1 is, if not $2's.
inline constexpr Statement kFindHolder{"sign_on.domains.find_holder",
                                       "select " SANGAM_DOMAIN_COLUMNS
                                       " from sign_on.domains where domain = $1"
                                       " and verified_at is not null and tenant_id <> $2",
                                       Scope::platform};
// Proven ones whose turn it is at $1; they are nobody else's until $2.
inline constexpr Statement kTakeDueDomains{
    "sign_on.domains.take_due",
    "update sign_on.domains set next_check_at = $2 where id in (select id from sign_on.domains"
    " where next_check_at <= $1 order by next_check_at limit $3 for update skip locked)"
    " returning " SANGAM_DOMAIN_COLUMNS,
    Scope::platform};
// What a look at a proven one found.
inline constexpr Statement kRecheckDomain{
    "sign_on.domains.recheck",
    "update sign_on.domains set checked_at = $3, next_check_at = $5,"
    " missing_since = case when $4 then null else coalesce(missing_since, $3) end"
    " where tenant_id = $1 and id = $2 and verified_at is not null",
    Scope::platform};
inline constexpr Statement kWithdrawDomain{
    "sign_on.domains.withdraw",
    "update sign_on.domains set checked_at = $3, verified_at = null, next_check_at = null,"
    " missing_since = coalesce(missing_since, $3), withdrawn_at = $3"
    " where tenant_id = $1 and id = $2 and verified_at is not null"
    " returning " SANGAM_DOMAIN_COLUMNS,
    Scope::platform};
inline constexpr Statement kDeleteDomain{
    "sign_on.domains.delete",
    "delete from sign_on.domains where tenant_id = $1 and id = $2 returning id", Scope::platform};
// Where people of a domain sign in.
inline constexpr Statement kDiscover{
    "sign_on.domains.discover",
    "select c.id as connection_id from sign_on.domains d"
    " join sign_on.connections c on c.id = d.connection_id"
    " join platform.tenants t on t.number = d.tenant_id where d.domain = $1"
    " and d.verified_at is not null and c.enabled and t.status = 'active'",
    Scope::platform};
// Whether the connection $1 speaks for addresses of the domain $2.
inline constexpr Statement kCovers{
    "sign_on.domains.covers",
    "select id as connection_id from sign_on.domains where connection_id = $1 and domain = $2"
    " and verified_at is not null",
    Scope::platform};
// Whether members of tenant $1 with addresses of the domain $2 must sign in there. Of a domain that
// was given up too: a record that somebody took out of DNS lets no passwords in.
inline constexpr Statement kRequires{
    "sign_on.domains.requires",
    "select c.id as connection_id from sign_on.domains d"
    " join sign_on.connections c on c.id = d.connection_id where d.tenant_id = $1 and d.domain = $2"
    " and (d.verified_at is not null or d.withdrawn_at is not null) and c.enabled and c.required",
    Scope::platform};

// Sign-ins under way.
inline constexpr Statement kSweepRequests{
    "sign_on.requests.sweep",
    "delete from sign_on.requests where hash in (select hash from sign_on.requests"
    " where expires_at < $1 order by expires_at limit $2) returning hash",
    Scope::platform};
inline constexpr Statement kInsertRequest{
    "sign_on.requests.insert",
    "insert into sign_on.requests (hash, connection_id, purpose, browser_hash, next, created_at,"
    " expires_at) values ($1, $2, $3, $4, $5, $6, $7)",
    Scope::platform};
// That waits for an answer.
inline constexpr Statement kFindRequest{
    "sign_on.requests.find",
    "select purpose, expires_at from sign_on.requests where hash = $1 and connection_id = $2"
    " and answered_at is null",
    Scope::platform};
// Of two answers one is taken.
inline constexpr Statement kAnswerRequest{
    "sign_on.requests.answer",
    "update sign_on.requests set answered_at = $2, answer_hash = $3, fault = $4, fault_detail = $5,"
    " subject = $6, email = $7, name = $8, groups = $9, received = $10 where hash = $1"
    " and answered_at is null returning hash",
    Scope::platform};
// Whoever takes it has it: of two, one gets the row. Other browsers get none, and neither does the
// right one without what the browser was told that brought the answer, $4 (null by OpenID Connect).
inline constexpr Statement kTakeRequest{
    "sign_on.requests.take",
    "delete from sign_on.requests where hash = $1 and connection_id = $2 and browser_hash = $3"
    " and answer_hash is not distinct from $4 returning purpose, next, expires_at, answered_at, "
    "fault, fault_detail, subject, email, name,"
    " groups, received",
    Scope::platform};
inline constexpr Statement kSweepAssertions{
    "sign_on.used_assertions.sweep",
    "delete from sign_on.used_assertions where hash in (select hash from sign_on.used_assertions"
    " where expires_at < $1 order by expires_at limit $2) returning hash",
    Scope::platform};
// No row when it was used before.
inline constexpr Statement kUseAssertion{
    "sign_on.used_assertions.use",
    "insert into sign_on.used_assertions (hash, expires_at) values ($1, $2)"
    " on conflict (hash) do nothing returning hash",
    Scope::platform};

// Who is who.
inline constexpr Statement kFindIdentity{
    "sign_on.identities.find",
    "select user_id from sign_on.identities where tenant_id = $1 and connection_id = $2"
    " and subject = $3"};
// No row when the subject, or the member, was linked there before or in the same moment.
inline constexpr Statement kInsertIdentity{
    "sign_on.identities.insert",
    "insert into sign_on.identities (tenant_id, connection_id, subject, user_id, created_at,"
    " seen_at) values ($1, $2, $3, $4, $5, $5) on conflict do nothing returning user_id"};
inline constexpr Statement kSeeIdentity{
    "sign_on.identities.see",
    "update sign_on.identities set seen_at = $4 where tenant_id = $1 and connection_id = $2"
    " and subject = $3"};
inline constexpr Statement kDeleteIdentity{
    "sign_on.identities.delete",
    "delete from sign_on.identities where tenant_id = $1 and connection_id = $2 and user_id = $3"
    " returning subject"};

// Tries.
inline constexpr Statement kKeepTest{
    "sign_on.tests.keep",
    "insert into sign_on.tests (tenant_id, connection_id, at, passed, steps, outcomes, details)"
    " values ($1, $2, $3, $4, $5, $6, $7) on conflict (tenant_id, connection_id) do update"
    " set at = $3, passed = $4, steps = $5, outcomes = $6, details = $7"};
inline constexpr Statement kFindTest{
    "sign_on.tests.find",
    "select at, passed, steps, outcomes, details from sign_on.tests where tenant_id = $1"
    " and connection_id = $2"};

inline constexpr const Statement* kStatements[] = {
    &kFindConnection,   &kGetConnection,    &kLockConnection,   &kCountConnections,
    &kInsertConnection, &kUpdateConnection, &kEnableConnection, &kDeleteConnection,
    &kDeleteIdentities, &kDeleteTest,       &kGetDomain,        &kCountDomains,
    &kInsertDomain,     &kMoveDomain,       &kCheckDomain,      &kDeleteDomain,
    &kFindHolder,       &kTakeDueDomains,   &kRecheckDomain,    &kWithdrawDomain,
    &kDiscover,         &kCovers,           &kRequires,         &kSweepRequests,
    &kInsertRequest,    &kFindRequest,      &kAnswerRequest,    &kTakeRequest,
    &kSweepAssertions,  &kUseAssertion,     &kFindIdentity,     &kInsertIdentity,
    &kSeeIdentity,      &kDeleteIdentity,   &kKeepTest,         &kFindTest};

}  // namespace sangam::suites::platform::single_sign_on
