#pragma once

// ClientDirectory: clients that were looked up lately. Bounded; trusted for a few seconds, so that
// a change made by another process is seen soon, and one made by this at once.

#include <mutex>
#include <unordered_map>

#include "base/task.h"
#include "kernel/store/unit_of_work.h"
#include "suites/platform/identity/roles.h"
#include "suites/platform/identity/tenant_directory.h"
#include "suites/platform/openid/client.h"

namespace sangam::suites::platform::openid {

// Any loop.
class ClientDirectory {
 public:
  static constexpr std::size_t kCapacity = 16'384;
  static constexpr std::int64_t kTrustNanoseconds = 5 * kNanosecondsPerSecond;

  ClientDirectory(TenantDirectory& tenants, const RolePermissions& roles)
      : tenants_(tenants), roles_(roles) {}

  // Null when there is none. `auth` is a pool of that role on the calling loop. The built-in client
  // comes as one of the platform's own tenant, which has nothing of it: find_of() says whose it is.
  Task<ClientPointer> find(store::Pool& auth, ClientId id, runtime::Deadline deadline);
  // The same for the text of an id: null for what is none.
  Task<ClientPointer> find(store::Pool& auth, std::string_view id, runtime::Deadline deadline);
  // The client as `tenant` has it: a registered one of its tenant alone, the built-in one of any.
  // Null when there is none.
  Task<ClientPointer> find_of(store::Pool& auth, ClientId id, TenantId tenant,
                              runtime::Deadline deadline);
  void forget(const ClientId& id);

 private:
  struct Entry {
    ClientPointer client;
    Timestamp trusted_until;
  };
  struct Hash {
    std::size_t operator()(const Uuid& id) const noexcept;
  };
  using Entries = std::unordered_map<Uuid, Entry, Hash>;
  ClientPointer known(const Entries& entries, const Uuid& id, Timestamp now);
  void keep(Entries& entries, const Uuid& id, ClientPointer client, Timestamp now);
  // The built-in client; the platform's own tenant when none is given.
  Task<ClientPointer> command_line(store::Pool& auth, std::optional<TenantId> tenant,
                                   runtime::Deadline deadline);
  Task<ClientPointer> read(store::Pool& auth, ClientId id, runtime::Deadline deadline);

  TenantDirectory& tenants_;
  const RolePermissions& roles_;
  std::mutex mutex_;
  Entries entries_;        // by client
  Entries command_lines_;  // the built-in client, by tenant
};

}  // namespace sangam::suites::platform::openid
