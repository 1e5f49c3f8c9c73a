#include "kernel/vault/vault.h"

#include <algorithm>

#include "base/error.h"
#include "kernel/store/bytes.h"
#include "kernel/store/unit_of_work.h"
#include "kernel/vault/statements.h"

namespace sangam::vault {

namespace {

using runtime::Deadline;
using store::Mode;
using store::Pool;
using store::UnitOfWork;

struct KeyRow {
  std::int32_t version = 0;
  std::optional<store::Bytes> wrapped;
  std::string master;
  bool settled = false;
};
SANGAM_DESCRIBE(KeyRow, (version, "From 1"), (wrapped, "Absent when destroyed"),
                (master, "What wrapped it"), (settled, "Whether every server knows it"))

std::int64_t nanoseconds(std::chrono::milliseconds duration) {
  return std::chrono::nanoseconds(duration).count();
}

}  // namespace

struct Vault::Versions {
  std::vector<KeyRow> rows;

  bool any_live() const {
    return std::ranges::any_of(rows, [](const KeyRow& row) { return row.wrapped.has_value(); });
  }
  std::int32_t next() const { return rows.empty() ? 1 : rows.back().version + 1; }
};

Vault::Vault(MasterKey key, VaultSettings settings)
    : master_(std::move(key)), settings_(settings), cache_(settings.tenants_cached) {}

Task<TenantKey> Vault::key_of(Pool& pool, std::int32_t tenant, Deadline deadline) {
  if (auto ring = cache_.find(tenant)) co_return TenantKey(tenant, std::move(ring));
  // Before the read: what is read is at least as new.
  const auto fresh_until = Deadline::in(settings_.fresh_for);
  auto versions = co_await read(pool, tenant, deadline);
  if (!versions.any_live()) {
    co_await add(pool, tenant, versions.next(), deadline);
    versions = co_await read(pool, tenant, deadline);
    if (!versions.any_live())
      throw Error{Code::internal,
                  "The master key " + master_.id() + " is not the one that the database knows."};
  }
  auto ring = std::make_shared<const KeyRing>(unwrap(tenant, versions));
  cache_.put(tenant, ring, fresh_until);
  co_return TenantKey(tenant, std::move(ring));
}

Task<std::int32_t> Vault::rotate(Pool& pool, std::int32_t tenant, Deadline deadline) {
  const auto versions = co_await read(pool, tenant, deadline);
  const auto version = versions.next();
  co_await add(pool, tenant, version, deadline);
  cache_.remove(tenant);
  co_return version;
}

Task<std::int64_t> Vault::destroy(Pool& pool, std::int32_t tenant, Deadline deadline) {
  UnitOfWork work(pool, tenant, deadline, Mode::read_write);
  const auto result = co_await work.run_and_commit(kDestroyKeys);
  cache_.remove(tenant);
  co_return result.affected();
}

Task<Vault::Versions> Vault::read(Pool& pool, std::int32_t tenant, Deadline deadline) const {
  UnitOfWork work(pool, tenant, deadline, Mode::read_only);
  co_return Versions{co_await work.rows<KeyRow>(kReadKeys, nanoseconds(settings_.fresh_for))};
}

Task<void> Vault::add(Pool& pool, std::int32_t tenant, std::int32_t version,
                      Deadline deadline) const {
  const store::Bytes wrapped{master_.wrap(tenant, version, Key::random())};
  UnitOfWork work(pool, tenant, deadline, Mode::read_write);
  co_await work.run_and_commit(kAddKey, version, wrapped, master_.id());
}

KeyRing Vault::unwrap(std::int32_t tenant, const Versions& versions) const {
  KeyRing ring;
  for (const auto& row : versions.rows) {
    if (!row.wrapped) continue;
    const auto name = "The key of tenant " + std::to_string(tenant) + ", version " +
                      std::to_string(row.version) + ",";
    if (row.master != master_.id())
      throw Error{Code::internal, name + " is wrapped by the master key " + row.master +
                                      ", and this server has " + master_.id() + "."};
    auto key = master_.unwrap(tenant, row.version, row.wrapped->value);
    if (!key) throw Error{Code::internal, name + " was altered."};
    if (row.settled) ring.sealing = ring.keys.size();
    ring.keys.push_back({row.version, std::move(*key)});
  }
  return ring;
}

}  // namespace sangam::vault
