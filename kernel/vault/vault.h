#pragma once

// Vault: where tenants' keys come from. Start here.
//
// Each tenant has a data key of its own, made on first use, wrapped by the master key and kept in
// kernel.tenant_keys under row-level security. Destroying it makes everything that was sealed with
// it unreadable at once.

#include <cstdint>

#include "base/task.h"
#include "kernel/runtime/deadline.h"
#include "kernel/store/pool.h"
#include "kernel/vault/key_cache.h"
#include "kernel/vault/master_key.h"
#include "kernel/vault/tenant_key.h"

namespace sangam::vault {

struct VaultSettings {
  std::size_t tenants_cached = 4'096;
  // Keys are read again after this long. A new version seals only when it is as old, so that every
  // server knows a key before it meets a value sealed with it.
  std::chrono::milliseconds fresh_for{60'000};
};

// One a process; any loop. `pool` is of the role app or auth, on the calling loop. Calls take a
// session of it: make them before a unit of work opens, not inside one.
class Vault {
 public:
  explicit Vault(MasterKey key, VaultSettings settings = {});

  // The tenant's key; no statement while it is fresh. Makes the key on first use; of several
  // servers that do so at once, one makes it and all get that one. Throws Error{internal} when it
  // was wrapped by another master key or altered, Error{unavailable}, Error{deadline_exceeded}.
  Task<TenantKey> key_of(store::Pool& pool, std::int32_t tenant, runtime::Deadline deadline);

  // Adds a version, which seals from `fresh_for` on; older ones go on opening. Returns it.
  Task<std::int32_t> rotate(store::Pool& pool, std::int32_t tenant, runtime::Deadline deadline);

  // Destroys all versions: nothing that was sealed opens again, here at once and on other servers
  // within `fresh_for`. What is sealed later gets a new version. Returns how many were destroyed.
  Task<std::int64_t> destroy(store::Pool& pool, std::int32_t tenant, runtime::Deadline deadline);

  const std::string& master_key_id() const noexcept { return master_.id(); }

 private:
  struct Versions;

  Task<Versions> read(store::Pool& pool, std::int32_t tenant, runtime::Deadline deadline) const;
  Task<void> add(store::Pool& pool, std::int32_t tenant, std::int32_t version,
                 runtime::Deadline deadline) const;
  KeyRing unwrap(std::int32_t tenant, const Versions& versions) const;

  const MasterKey master_;
  const VaultSettings settings_;
  KeyCache cache_;
};

}  // namespace sangam::vault
