#pragma once

// The named statements of this module. All run as sangam_auth.

#include "kernel/store/statement.h"

namespace sangam::suites::platform::signing_keys {

using store::Scope;
using store::Statement;

#define SANGAM_SIGNING_KEY_COLUMNS \
  "id, api_key_id, name, algorithm, public_key, created_at, ends_at, last_used_at"

// $3 now
inline constexpr Statement kCountKeys{
    "signing.keys.count",
    "select count(*) as count from signing.keys where tenant_id = $1 and api_key_id = $2"
    " and revoked_at is null and (ends_at is null or ends_at > $3)",
    Scope::platform};
inline constexpr Statement kInsertKey{
    "signing.keys.insert",
    "insert into signing.keys (id, tenant_id, api_key_id, name, algorithm, public_key, created_at,"
    " created_by, ends_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    Scope::platform};
// $4 now: one that is good; kept from being changed by others until the end.
inline constexpr Statement kLockKey{
    "signing.keys.lock",
    "select " SANGAM_SIGNING_KEY_COLUMNS
    " from signing.keys where tenant_id = $1 and api_key_id = $2 and id = $3"
    " and revoked_at is null and (ends_at is null or ends_at > $4) for update",
    Scope::platform};
// Sooner than it would have, never later.
inline constexpr Statement kEndKey{
    "signing.keys.end",
    "update signing.keys set ends_at = least(ends_at, $3) where tenant_id = $1 and id = $2",
    Scope::platform};
inline constexpr Statement kRevokeKey{
    "signing.keys.revoke",
    "update signing.keys set revoked_at = $4 where tenant_id = $1 and api_key_id = $2 and id = $3"
    " and revoked_at is null returning id",
    Scope::platform};

// By the keyid of a signature: whose it is is not known yet. $2 now
inline constexpr Statement kFindKey{
    "signing.keys.find",
    "select tenant_id, api_key_id, algorithm, public_key, last_used_at from signing.keys"
    " where id = $1 and revoked_at is null and (ends_at is null or ends_at > $2)",
    Scope::platform};
inline constexpr Statement kTouchKey{"signing.keys.touch",
                                     "update signing.keys set last_used_at = $2 where id = $1",
                                     Scope::platform};

// No row when it was used before.
inline constexpr Statement kUseNonce{"signing.nonces.insert",
                                     "insert into signing.nonces (hash, expires_at) values ($1, $2)"
                                     " on conflict (hash) do nothing returning expires_at",
                                     Scope::platform};
// A few at a time, by those that add some.
inline constexpr Statement kSweepNonces{
    "signing.nonces.sweep",
    "delete from signing.nonces where hash in"
    " (select hash from signing.nonces where expires_at < $1 order by expires_at limit 10"
    " for update skip locked)",
    Scope::platform};

inline constexpr const Statement* kSigningKeyStatements[] = {
    &kCountKeys, &kInsertKey, &kLockKey,  &kEndKey,     &kRevokeKey,
    &kFindKey,   &kTouchKey,  &kUseNonce, &kSweepNonces};

}  // namespace sangam::suites::platform::signing_keys
