#pragma once

// The named statements of this module, in one place so that tests can EXPLAIN every one of them.

#include "kernel/store/statement.h"

namespace sangam::vault {

using store::Scope;
using store::Statement;

// $2 nanoseconds after which a key is settled -> version, wrapped, master, settled; oldest first.
inline constexpr Statement kReadKeys{
    "vault.read_keys",
    "select version, wrapped, master, created_at <= kernel.now_nanoseconds() - $2 as settled"
    " from kernel.tenant_keys where tenant_id = $1 order by version"};

// $2 version, $3 wrapped, $4 master. Adds no row when another server was faster, or when the master
// key is not that of the database.
inline constexpr Statement kAddKey{
    "vault.add_key",
    "insert into kernel.tenant_keys (tenant_id, version, wrapped, master)"
    " select $1::int4, $2::int4, $3::bytea, $4::text where kernel.is_master_key($4::text)"
    " on conflict (tenant_id, version) do nothing"};

// Destroys every key of the tenant.
inline constexpr Statement kDestroyKeys{
    "vault.destroy_keys",
    "update kernel.tenant_keys set wrapped = null, destroyed_at = kernel.now_nanoseconds()"
    " where tenant_id = $1 and wrapped is not null"};

// The relay's: the master key that the database knows -> id.
inline constexpr Statement kReadMaster{"vault.read_master", "select id from kernel.master_key",
                                       Scope::platform};

// How many tenants' keys another master key than $1 has wrapped -> tenants.
inline constexpr Statement kCountForeign{
    "vault.count_foreign",
    "select count(distinct tenant_id) as tenants from kernel.tenant_keys"
    " where wrapped is not null and master <> $1",
    Scope::platform};

// Makes $1 the master key of the database, unless another process made it $2 meanwhile.
inline constexpr Statement kSetMaster{
    "vault.set_master",
    "insert into kernel.master_key as m (id) values ($1)"
    " on conflict (only_one) do update set id = excluded.id where m.id = $2",
    Scope::platform};

// Destroys what another master key than $1 has wrapped.
inline constexpr Statement kForget{
    "vault.forget",
    "update kernel.tenant_keys set wrapped = null, destroyed_at = kernel.now_nanoseconds()"
    " where wrapped is not null and master <> $1",
    Scope::platform};

inline constexpr const Statement* kStatements[] = {
    &kReadKeys, &kAddKey, &kDestroyKeys, &kReadMaster, &kCountForeign, &kSetMaster, &kForget};

}  // namespace sangam::vault
