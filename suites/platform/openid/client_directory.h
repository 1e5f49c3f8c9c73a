#pragma once

// ClientDirectory: clients that were looked up lately. Bounded; trusted for a few seconds, so that
// a change made by another process is seen soon, and one made by this at once.

#include <mutex>
#include <unordered_map>

#include "base/task.h"
#include "kernel/store/unit_of_work.h"
#include "suites/platform/identity/tenant_directory.h"
#include "suites/platform/openid/client.h"

namespace sangam::suites::platform::openid {

// Any loop.
class ClientDirectory {
 public:
  static constexpr std::size_t kCapacity = 16'384;
  static constexpr std::int64_t kTrustNanoseconds = 5 * kNanosecondsPerSecond;

  explicit ClientDirectory(TenantDirectory& tenants) : tenants_(tenants) {}

  // Null when there is none. `auth` is a pool of that role on the calling loop.
  Task<ClientPointer> find(store::Pool& auth, ClientId id, runtime::Deadline deadline);
  // The same for the text of an id: null for what is none.
  Task<ClientPointer> find(store::Pool& auth, std::string_view id, runtime::Deadline deadline);
  void forget(const ClientId& id);

 private:
  struct Entry {
    ClientPointer client;
    Timestamp trusted_until;
  };
  struct Hash {
    std::size_t operator()(const ClientId& id) const noexcept;
  };
  ClientPointer known(const ClientId& id, Timestamp now);
  Task<ClientPointer> read(store::Pool& auth, ClientId id, runtime::Deadline deadline);

  TenantDirectory& tenants_;
  std::mutex mutex_;
  std::unordered_map<ClientId, Entry, Hash> entries_;
};

}  // namespace sangam::suites::platform::openid
