#pragma once

// The named statements of this module. All run as sangam_auth. What is over is deleted a few rows
// at a time, by those that add some.

#include "kernel/store/statement.h"

namespace sangam::suites::platform::openid {

using store::Scope;
using store::Statement;

// Keys that sign.
inline constexpr Statement kReadSigningKeys{
    "openid.signing_keys.read",
    "select generation, id, seed, signs_from from openid.signing_keys order by generation",
    Scope::platform};
// $1 generation, $2 id, $3 seed, $4 created_at, $5 signs_from.
inline constexpr Statement kInsertSigningKey{
    "openid.signing_keys.insert",
    "insert into openid.signing_keys (generation, id, seed, created_at, signs_from)"
    " values ($1, $2, $3, $4, $5) on conflict (generation) do nothing",
    Scope::platform};
inline constexpr Statement kDeleteSigningKeys{
    "openid.signing_keys.delete", "delete from openid.signing_keys where generation < $1",
    Scope::platform};

// Clients. The tenant is an argument as any other.
#define SANGAM_OAUTH_CLIENT_COLUMNS                                                             \
  "id, name, authentication, jwks, jwks_uri, redirect_uris, post_logout_redirect_uris,"         \
  " backchannel_logout_uri, grant_types, scopes, id_token_algorithm, requires_pushed_requests," \
  " requires_proof_of_possession, previous_until, created_at, changed_at,"                      \
  " certificate_thumbprint, certificate_subject, certificate_issuer, binds_tokens_to_certificate"
inline constexpr Statement kFindClient{"openid.clients.find",
                                       "select tenant_id, secret_hash, previous_hash,"
                                       " " SANGAM_OAUTH_CLIENT_COLUMNS
                                       " from openid.clients where id = $1",
                                       Scope::platform};
inline constexpr Statement kGetClient{"openid.clients.get",
                                      "select " SANGAM_OAUTH_CLIENT_COLUMNS
                                      " from openid.clients where tenant_id = $1 and id = $2",
                                      Scope::platform};
inline constexpr Statement kLockClient{
    "openid.clients.lock",
    "select " SANGAM_OAUTH_CLIENT_COLUMNS
    " from openid.clients where tenant_id = $1 and id = $2 for update",
    Scope::platform};
inline constexpr Statement kCountClients{
    "openid.clients.count", "select count(*) as count from openid.clients where tenant_id = $1",
    Scope::platform};
inline constexpr Statement kInsertClient{
    "openid.clients.insert",
    "insert into openid.clients (tenant_id, created_by, secret_hash, id, name, authentication,"
    " jwks, jwks_uri, redirect_uris, post_logout_redirect_uris, backchannel_logout_uri,"
    " grant_types, scopes, id_token_algorithm, requires_pushed_requests,"
    " requires_proof_of_possession, created_at, changed_at, certificate_thumbprint,"
    " certificate_subject, certificate_issuer, binds_tokens_to_certificate) values ($1, $2, $3, $4,"
    " $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17, $18, $19, $20, $21)",
    Scope::platform};
inline constexpr Statement kUpdateClient{
    "openid.clients.update",
    "update openid.clients set name = $3, jwks = $4, jwks_uri = $5, redirect_uris = $6,"
    " post_logout_redirect_uris = $7, backchannel_logout_uri = $8, grant_types = $9, scopes = $10,"
    " id_token_algorithm = $11, requires_pushed_requests = $12,"
    " requires_proof_of_possession = $13, changed_at = $14, certificate_thumbprint = $15,"
    " certificate_subject = $16, certificate_issuer = $17, binds_tokens_to_certificate = $18 where "
    "tenant_id = $1 and id = $2"
    " returning " SANGAM_OAUTH_CLIENT_COLUMNS,
    Scope::platform};
// $3 hash, $4 until when the one before is good, $5 now.
inline constexpr Statement kRotateClientSecret{
    "openid.clients.rotate",
    "update openid.clients set previous_hash = secret_hash, previous_until = $4, secret_hash = $3,"
    " changed_at = $5 where tenant_id = $1 and id = $2 and authentication = 'client_secret'"
    " returning " SANGAM_OAUTH_CLIENT_COLUMNS,
    Scope::platform};
inline constexpr Statement kDeleteClient{
    "openid.clients.delete",
    "delete from openid.clients where tenant_id = $1 and id = $2 returning id", Scope::platform};

// Requests of clients.
inline constexpr Statement kInsertRequest{
    "openid.requests.insert",
    "insert into openid.requests (hash, client_id, pushed, parameters, created_at, expires_at)"
    " values ($1, $2, $3, $4, $5, $6)",
    Scope::platform};
inline constexpr Statement kFindRequest{
    "openid.requests.find",
    "select client_id, pushed, parameters, created_at, expires_at from openid.requests"
    " where hash = $1",
    Scope::platform};
// Whoever takes it has it: of two, one gets the row.
inline constexpr Statement kTakeRequest{
    "openid.requests.take",
    "delete from openid.requests where hash = $1 and pushed = $2 returning client_id, pushed,"
    " parameters, created_at, expires_at",
    Scope::platform};
inline constexpr Statement kSweepRequests{
    "openid.requests.sweep",
    "delete from openid.requests where hash in"
    " (select hash from openid.requests where expires_at < $1 order by expires_at limit 10"
    " for update skip locked)",
    Scope::platform};

// Proofs and assertions. No row when it was seen before.
inline constexpr Statement kUseToken{
    "openid.used_tokens.insert",
    "insert into openid.used_tokens (hash, expires_at) values ($1, $2)"
    " on conflict (hash) do nothing returning expires_at",
    Scope::platform};
inline constexpr Statement kSweepUsedTokens{
    "openid.used_tokens.sweep",
    "delete from openid.used_tokens where hash in"
    " (select hash from openid.used_tokens where expires_at < $1 order by expires_at limit 10"
    " for update skip locked)",
    Scope::platform};

// Consents: $2 user, $3 client.
inline constexpr Statement kFindConsent{"openid.consents.find",
                                        "select scopes from openid.consents where tenant_id = $1"
                                        " and user_id = $2 and client_id = $3"};
inline constexpr Statement kKeepConsent{
    "openid.consents.keep",
    "insert into openid.consents (tenant_id, user_id, client_id, scopes, given_at)"
    " values ($1, $2, $3, $4, $5) on conflict (tenant_id, user_id, client_id)"
    " do update set scopes = excluded.scopes, given_at = excluded.given_at"};
inline constexpr Statement kDeleteConsents{
    "openid.consents.delete",
    "delete from openid.consents where tenant_id = $1 and client_id = $2"};

// Grants.
#define SANGAM_GRANT_COLUMNS                                                             \
  "g.id, g.client_id, g.user_id, g.scopes, g.session_id, g.authenticated_at, g.methods," \
  " g.nonce, g.code_expires_at, g.code_used_at, g.code_challenge, g.redirect_uri,"       \
  " g.key_thumbprint, g.created_at, g.expires_at, g.revoked_at"
#define SANGAM_NO_TOKEN ", null::int8 as token_expires_at, null::int8 as token_used_at"
inline constexpr Statement kInsertGrant{
    "openid.grants.insert",
    "insert into openid.grants (tenant_id, id, client_id, user_id, scopes, session_id,"
    " authenticated_at, methods, nonce, code_hash, code_expires_at, code_challenge, redirect_uri,"
    " key_thumbprint, created_at, expires_at)"
    " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)"};
inline constexpr Statement kLockGrantOfCode{"openid.grants.lock_of_code",
                                            "select " SANGAM_GRANT_COLUMNS SANGAM_NO_TOKEN
                                            " from openid.grants g where g.tenant_id = $1"
                                            " and g.code_hash = $2 for update"};
inline constexpr Statement kFindGrant{"openid.grants.find",
                                      "select " SANGAM_GRANT_COLUMNS SANGAM_NO_TOKEN
                                      " from openid.grants g where g.tenant_id = $1 and g.id = $2"};
// $3 when, $4 key_thumbprint.
inline constexpr Statement kSpendCode{
    "openid.grants.spend_code",
    "update openid.grants set code_used_at = $3, key_thumbprint = coalesce($4, key_thumbprint)"
    " where tenant_id = $1 and id = $2"};
// $3 when, $4 why.
inline constexpr Statement kRevokeGrant{
    "openid.grants.revoke",
    "update openid.grants set revoked_at = $3, revoked_because = $4"
    " where tenant_id = $1 and id = $2 and revoked_at is null"};
inline constexpr Statement kRevokeGrantsOfClient{
    "openid.grants.revoke_of_client",
    "update openid.grants set revoked_at = $3, revoked_because = $4"
    " where tenant_id = $1 and client_id = $2 and revoked_at is null"};
// $2 session, $3 when: what a client may use while the person is away goes on.
inline constexpr Statement kEndGrantsOfSession{
    "openid.grants.end_of_session",
    "with ended as (select id, client_id from openid.grants where tenant_id = $1"
    " and session_id = $2 and revoked_at is null),"
    " revoked as (update openid.grants set revoked_at = $3,"
    " revoked_because = 'The person signed out.' where tenant_id = $1 and session_id = $2"
    " and revoked_at is null and not ('offline_access' = any (string_to_array(scopes, ' '))))"
    " select distinct client_id from ended"};
inline constexpr Statement kSweepGrants{
    "openid.grants.sweep",
    "delete from openid.grants where tenant_id = $1 and id in"
    " (select id from openid.grants where tenant_id = $1 and expires_at < $2"
    " order by expires_at limit 10 for update skip locked)"};

// Refresh tokens.
inline constexpr Statement kInsertRefreshToken{
    "openid.refresh_tokens.insert",
    "insert into openid.refresh_tokens (tenant_id, hash, grant_id, created_at, expires_at)"
    " values ($1, $2, $3, $4, $5)"};
inline constexpr Statement kLockRefreshToken{
    "openid.refresh_tokens.lock",
    "select " SANGAM_GRANT_COLUMNS
    ", r.expires_at as token_expires_at, r.used_at as token_used_at"
    " from openid.refresh_tokens r join openid.grants g on g.tenant_id = r.tenant_id"
    " and g.id = r.grant_id where r.tenant_id = $1 and r.hash = $2 for update"};
inline constexpr Statement kFindRefreshToken{
    "openid.refresh_tokens.find",
    "select " SANGAM_GRANT_COLUMNS
    ", r.expires_at as token_expires_at, r.used_at as token_used_at"
    " from openid.refresh_tokens r join openid.grants g on g.tenant_id = r.tenant_id"
    " and g.id = r.grant_id where r.tenant_id = $1 and r.hash = $2"};
inline constexpr Statement kSpendRefreshToken{
    "openid.refresh_tokens.spend",
    "update openid.refresh_tokens set used_at = $3 where tenant_id = $1 and hash = $2"};

// Whether an access token was ended: $2 its id, $3 its grant, which may be null, $4 since when
// grants are trusted.
inline constexpr Statement kIsEnded{
    "openid.ended_tokens.find",
    "select exists (select from openid.ended_tokens where tenant_id = $1 and id = $2)"
    " or ($3::uuid is not null and not exists (select from openid.grants where tenant_id = $1"
    " and id = $3 and revoked_at is null and created_at >= $4)) as ended"};
inline constexpr Statement kEndToken{
    "openid.ended_tokens.insert",
    "insert into openid.ended_tokens (tenant_id, id, expires_at) values ($1, $2, $3)"
    " on conflict (tenant_id, id) do nothing"};
inline constexpr Statement kSweepEndedTokens{
    "openid.ended_tokens.sweep",
    "delete from openid.ended_tokens where tenant_id = $1 and id in"
    " (select id from openid.ended_tokens where tenant_id = $1 and expires_at < $2"
    " order by expires_at limit 10 for update skip locked)"};

// Devices.
inline constexpr Statement kInsertDeviceCode{
    "openid.device_codes.insert",
    "insert into openid.device_codes (tenant_id, hash, user_code, client_id, scopes, state,"
    " interval_seconds, created_at, expires_at)"
    " values ($1, $2, $3, $4, $5, 'waiting', $6, $7, $8)"};
inline constexpr Statement kLockDeviceCode{
    "openid.device_codes.lock",
    "select client_id, scopes, state, grant_id, interval_seconds, polled_at, expires_at"
    " from openid.device_codes where tenant_id = $1 and hash = $2 for update"};
inline constexpr Statement kPollDeviceCode{
    "openid.device_codes.poll",
    "update openid.device_codes set polled_at = $3, interval_seconds = $4"
    " where tenant_id = $1 and hash = $2"};
inline constexpr Statement kDeleteDeviceCode{
    "openid.device_codes.delete",
    "delete from openid.device_codes where tenant_id = $1 and hash = $2"};
inline constexpr Statement kLockUserCode{
    "openid.device_codes.lock_of_user",
    "select client_id, scopes, state, grant_id, interval_seconds, polled_at, expires_at"
    " from openid.device_codes where tenant_id = $1 and user_code = $2 for update"};
// $3 state, $4 grant.
inline constexpr Statement kDecideDevice{
    "openid.device_codes.decide",
    "update openid.device_codes set state = $3, grant_id = $4 where tenant_id = $1"
    " and user_code = $2"};
// Devices of the built-in client: nobody's until somebody decides, so the tenant is an argument.
// $1 hash, $2 user_code, $3 client, $4 scopes, $5 interval, $6 now, $7 end, $8 how many may wait.
// No row: they do.
inline constexpr Statement kInsertUnclaimedDevice{
    "openid.unclaimed_devices.insert",
    "insert into openid.unclaimed_devices (hash, user_code, client_id, scopes, state,"
    " interval_seconds, created_at, expires_at) select $1::bytea, $2::text, $3::uuid, $4::text,"
    " 'waiting', $5::int4, $6::int8, $7::int8"
    " where (select count(*) from openid.unclaimed_devices) < $8::int8 returning expires_at",
    Scope::platform};
inline constexpr Statement kFindClaim{
    "openid.unclaimed_devices.find_claim",
    "select t.id as tenant from openid.unclaimed_devices d"
    " left join platform.tenants t on t.number = d.tenant_id where d.hash = $1",
    Scope::platform};
inline constexpr Statement kLockUnclaimedDevice{
    "openid.unclaimed_devices.lock",
    "select client_id, scopes, state, grant_id, interval_seconds, polled_at, expires_at"
    " from openid.unclaimed_devices where hash = $1 for update",
    Scope::platform};
inline constexpr Statement kPollUnclaimedDevice{
    "openid.unclaimed_devices.poll",
    "update openid.unclaimed_devices set polled_at = $2, interval_seconds = $3 where hash = $1",
    Scope::platform};
inline constexpr Statement kDeleteUnclaimedDevice{
    "openid.unclaimed_devices.delete", "delete from openid.unclaimed_devices where hash = $1",
    Scope::platform};
inline constexpr Statement kLockUnclaimedUserCode{
    "openid.unclaimed_devices.lock_of_user",
    "select client_id, scopes, state, grant_id, interval_seconds, polled_at, expires_at"
    " from openid.unclaimed_devices where user_code = $1 for update",
    Scope::platform};
// $2 state, $3 grant and $4 tenant: both or neither.
inline constexpr Statement kClaimDevice{
    "openid.unclaimed_devices.decide",
    "update openid.unclaimed_devices set state = $2, grant_id = $3, tenant_id = $4"
    " where user_code = $1",
    Scope::platform};
inline constexpr Statement kSweepUnclaimedDevices{
    "openid.unclaimed_devices.sweep",
    "delete from openid.unclaimed_devices where hash in"
    " (select hash from openid.unclaimed_devices where expires_at < $1 order by expires_at limit 10"
    " for update skip locked)",
    Scope::platform};
inline constexpr Statement kFindActiveTenant{
    "openid.tenants.find_active",
    "select number from platform.tenants where id = $1 and status = 'active'", Scope::platform};

inline constexpr Statement kSweepDeviceCodes{
    "openid.device_codes.sweep",
    "delete from openid.device_codes where tenant_id = $1 and hash in"
    " (select hash from openid.device_codes where tenant_id = $1 and expires_at < $2"
    " order by expires_at limit 10 for update skip locked)"};

inline constexpr const Statement* kStatements[] = {&kReadSigningKeys,
                                                   &kInsertSigningKey,
                                                   &kDeleteSigningKeys,
                                                   &kFindClient,
                                                   &kGetClient,
                                                   &kLockClient,
                                                   &kCountClients,
                                                   &kInsertClient,
                                                   &kUpdateClient,
                                                   &kRotateClientSecret,
                                                   &kDeleteClient,
                                                   &kInsertRequest,
                                                   &kFindRequest,
                                                   &kTakeRequest,
                                                   &kSweepRequests,
                                                   &kUseToken,
                                                   &kSweepUsedTokens,
                                                   &kFindConsent,
                                                   &kKeepConsent,
                                                   &kDeleteConsents,
                                                   &kInsertGrant,
                                                   &kLockGrantOfCode,
                                                   &kFindGrant,
                                                   &kSpendCode,
                                                   &kRevokeGrant,
                                                   &kRevokeGrantsOfClient,
                                                   &kSweepGrants,
                                                   &kEndGrantsOfSession,
                                                   &kInsertRefreshToken,
                                                   &kLockRefreshToken,
                                                   &kFindRefreshToken,
                                                   &kSpendRefreshToken,
                                                   &kIsEnded,
                                                   &kEndToken,
                                                   &kSweepEndedTokens,
                                                   &kInsertDeviceCode,
                                                   &kLockDeviceCode,
                                                   &kPollDeviceCode,
                                                   &kDeleteDeviceCode,
                                                   &kLockUserCode,
                                                   &kDecideDevice,
                                                   &kSweepDeviceCodes,
                                                   &kInsertUnclaimedDevice,
                                                   &kFindClaim,
                                                   &kLockUnclaimedDevice,
                                                   &kPollUnclaimedDevice,
                                                   &kDeleteUnclaimedDevice,
                                                   &kLockUnclaimedUserCode,
                                                   &kClaimDevice,
                                                   &kSweepUnclaimedDevices,
                                                   &kFindActiveTenant};

}  // namespace sangam::suites::platform::openid
