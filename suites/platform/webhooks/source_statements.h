#pragma once

// The named statements of webhooks in. Sources are written as sangam_auth, because whose they are
// is a platform's table; what is received is written as sangam_app.

#include "kernel/store/statement.h"

namespace sangam::suites::platform::webhooks {

using store::Scope;
using store::Statement;

#define SANGAM_SOURCE_COLUMNS "id, name, style, tolerance_seconds, previous_until, created_at"
#define SANGAM_SOURCE_SELECT \
  "select " SANGAM_SOURCE_COLUMNS " from webhooks.sources where tenant_id = $1"

inline constexpr Statement kFindSource{"webhooks.sources.find",
                                       SANGAM_SOURCE_SELECT " and id = $2"};
inline constexpr Statement kCountSources{
    "webhooks.sources.count",
    "select count(*) as count from webhooks.sources where tenant_id = $1"};
inline constexpr Statement kInsertSource{
    "webhooks.sources.insert",
    "insert into webhooks.sources (tenant_id, id, name, style, tolerance_seconds, secret,"
    " verify_token, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)"};
inline constexpr Statement kRotateSource{
    "webhooks.sources.rotate",
    "update webhooks.sources set previous_secret = secret, previous_until = $4, secret = $3"
    " where tenant_id = $1 and id = $2 returning " SANGAM_SOURCE_COLUMNS};
inline constexpr Statement kDeleteSource{
    "webhooks.sources.delete",
    "delete from webhooks.sources where tenant_id = $1 and id = $2 returning id"};
// What a message is judged by: $2 source.
inline constexpr Statement kFindJudge{
    "webhooks.sources.judge",
    "select name, style, tolerance_seconds, secret, previous_secret, previous_until, verify_token"
    " from webhooks.sources where tenant_id = $1 and id = $2"};
// $2 id, $3 source, $4 provider_id, $5 content_type, $6 body, $7 received_at. No row when it was
// told before.
inline constexpr Statement kInsertReceived{
    "webhooks.received.insert",
    "insert into webhooks.received (tenant_id, id, source_id, provider_id, content_type, body,"
    " received_at) values ($1, $2, $3, $4, $5, $6, $7)"
    " on conflict (tenant_id, source_id, provider_id) do nothing returning id"};
#define SANGAM_RECEIVED_SELECT                                   \
  "select id, source_id, provider_id, content_type, received_at" \
  " from webhooks.received where tenant_id = $1"
inline constexpr Statement kFindReceived{
    "webhooks.received.find",
    "select id, source_id, provider_id, content_type, body, received_at"
    " from webhooks.received where tenant_id = $1 and id = $2"};

inline constexpr Statement kInsertSourceTenant{
    "webhooks.source_tenants.insert",
    "insert into webhooks.source_tenants (id, tenant_id) values ($1, $2)", Scope::platform};
inline constexpr Statement kDeleteSourceTenant{
    "webhooks.source_tenants.delete",
    "delete from webhooks.source_tenants where id = $1 and tenant_id = $2", Scope::platform};
// None while its tenant is not served.
inline constexpr Statement kFindSourceTenant{
    "webhooks.source_tenants.find",
    "select s.tenant_id from webhooks.source_tenants s"
    " join platform.tenants t on t.number = s.tenant_id where s.id = $1 and t.status = 'active'",
    Scope::platform};

inline constexpr const Statement* kSourceStatements[] = {
    &kFindSource, &kCountSources, &kInsertSource, &kRotateSource, &kDeleteSource};
inline constexpr const Statement* kReceiverStatements[] = {&kFindJudge, &kInsertReceived,
                                                           &kFindReceived};

}  // namespace sangam::suites::platform::webhooks
