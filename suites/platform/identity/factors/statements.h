#pragma once

// The named statements of second factors. All run as sangam_auth.

#include "kernel/store/statement.h"

namespace sangam::suites::platform::factors {

// What $1 has: whether its authenticator app is confirmed, how many passkeys and codes.
inline constexpr store::Statement kFindFactors{
    "platform.factors.find",
    "select (select confirmed_at from platform.authenticator_apps where account_id = $1)"
    " as app_since,"
    " (select used_at from platform.authenticator_apps where account_id = $1) as app_used_at,"
    " (select count(*) from platform.passkeys where account_id = $1) as passkeys,"
    " (select count(*) from platform.recovery_codes where account_id = $1) as recovery_codes",
    store::Scope::platform};

// The app that is not confirmed yet is replaced; no row when there is one that is.
inline constexpr store::Statement kBeginApp{
    "platform.authenticator_apps.begin",
    "insert into platform.authenticator_apps as a (account_id, secret, created_at)"
    " values ($1, $2, $3) on conflict (account_id) do update set secret = $2, created_at = $3"
    " where a.confirmed_at is null returning account_id as id",
    store::Scope::platform};
inline constexpr store::Statement kFindApp{
    "platform.authenticator_apps.find",
    "select secret, last_step, confirmed_at from platform.authenticator_apps where account_id = $1",
    store::Scope::platform};
// No row when the step was used by another request.
inline constexpr store::Statement kUseStep{
    "platform.authenticator_apps.use_step",
    "update platform.authenticator_apps set last_step = $2, used_at = $3,"
    " confirmed_at = coalesce(confirmed_at, $3)"
    " where account_id = $1 and last_step < $2 returning account_id as id",
    store::Scope::platform};
inline constexpr store::Statement kRemoveApp{
    "platform.authenticator_apps.remove",
    "delete from platform.authenticator_apps where account_id = $1 returning account_id as id",
    store::Scope::platform};

#define SANGAM_PASSKEY_COLUMNS "id, name, backed_up, created_at, used_at"

inline constexpr store::Statement kListPasskeys{
    "platform.passkeys.list",
    "select " SANGAM_PASSKEY_COLUMNS
    " from platform.passkeys where account_id = $1 order by created_at, id",
    store::Scope::platform};
inline constexpr store::Statement kPasskeyIds{
    "platform.passkeys.credential_ids",
    "select credential_id from platform.passkeys where account_id = $1", store::Scope::platform};
// No row when there is such a credential, or the account has $10 already.
inline constexpr store::Statement kAddPasskey{
    "platform.passkeys.add",
    "insert into platform.passkeys (id, account_id, name, credential_id, algorithm, public_key,"
    " sign_count, backed_up, created_at) select $1::uuid, $2::uuid, $3::text, $4::bytea, $5::int4,"
    " $6::bytea, $7::int8, $8::boolean, $9::int8"
    " where (select count(*) from platform.passkeys where account_id = $2) < $10"
    " on conflict (credential_id) do nothing returning " SANGAM_PASSKEY_COLUMNS,
    store::Scope::platform};
inline constexpr store::Statement kFindPasskey{
    "platform.passkeys.find",
    "select id, account_id, name, credential_id, algorithm, public_key, sign_count, backed_up"
    " from platform.passkeys where credential_id = $1",
    store::Scope::platform};
// No row when another request was counted first.
inline constexpr store::Statement kUsePasskey{
    "platform.passkeys.use",
    "update platform.passkeys set sign_count = $3, backed_up = $4, used_at = $5"
    " where id = $1 and sign_count = $2 returning id",
    store::Scope::platform};
inline constexpr store::Statement kRenamePasskey{
    "platform.passkeys.rename",
    "update platform.passkeys set name = $3 where account_id = $1 and id = $2"
    " returning " SANGAM_PASSKEY_COLUMNS,
    store::Scope::platform};
inline constexpr store::Statement kRemovePasskey{
    "platform.passkeys.remove",
    "delete from platform.passkeys where account_id = $1 and id = $2 returning id, name",
    store::Scope::platform};
inline constexpr store::Statement kRemovePasskeys{
    "platform.passkeys.remove_all", "delete from platform.passkeys where account_id = $1",
    store::Scope::platform};

// No row when it was answered before.
inline constexpr store::Statement kUseChallenge{
    "platform.used_challenges.use",
    "insert into platform.used_challenges (challenge_hash, expires_at) values ($1, $2)"
    " on conflict (challenge_hash) do nothing returning expires_at as at",
    store::Scope::platform};
inline constexpr store::Statement kPruneChallenges{
    "platform.used_challenges.prune", "delete from platform.used_challenges where expires_at < $1",
    store::Scope::platform};

inline constexpr store::Statement kAddRecoveryCodes{
    "platform.recovery_codes.add",
    "insert into platform.recovery_codes (account_id, code_hash)"
    " select $1::uuid, code_hash from unnest($2::bytea[]) code_hash",
    store::Scope::platform};
inline constexpr store::Statement kUseRecoveryCode{
    "platform.recovery_codes.use",
    "delete from platform.recovery_codes where account_id = $1 and code_hash = $2"
    " returning account_id as id",
    store::Scope::platform};
inline constexpr store::Statement kRemoveRecoveryCodes{
    "platform.recovery_codes.remove", "delete from platform.recovery_codes where account_id = $1",
    store::Scope::platform};

inline constexpr const store::Statement* kFactorStatements[] = {
    &kFindFactors,     &kBeginApp,           &kFindApp,         &kUseStep,
    &kRemoveApp,       &kListPasskeys,       &kPasskeyIds,      &kAddPasskey,
    &kFindPasskey,     &kUsePasskey,         &kRenamePasskey,   &kRemovePasskey,
    &kRemovePasskeys,  &kUseChallenge,       &kPruneChallenges, &kAddRecoveryCodes,
    &kUseRecoveryCode, &kRemoveRecoveryCodes};

}  // namespace sangam::suites::platform::factors
