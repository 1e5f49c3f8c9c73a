#pragma once

// What waits and what came of it, sealed with the tenant's key: it stands in no table, backup or
// log in clear.

#include <optional>
#include <string>
#include <string_view>

#include "kernel/store/bytes.h"
#include "kernel/vault/vault.h"

namespace sangam::suites::platform::approvals {

struct SealedRow {
  store::Bytes request;
  std::optional<store::Bytes> reply;
};
SANGAM_DESCRIBE(SealedRow, (request, ""), (reply, ""))

// Any thread.
class SealedRequests {
 public:
  explicit SealedRequests(vault::Vault* vault) : vault_(vault) {}

  // Before a unit of work opens: it may take a session.
  Task<vault::TenantKey> key_of(store::Pool& pool, std::int32_t tenant, runtime::Deadline deadline);

  static store::Bytes seal_request(const vault::TenantKey& key, const Uuid& id,
                                   std::string_view json);
  static std::string open_request(const vault::TenantKey& key, const Uuid& id,
                                  const SealedRow& row);
  static store::Bytes seal_reply(const vault::TenantKey& key, const Uuid& id,
                                 std::string_view json);
  // Nothing while there is none.
  static std::optional<std::string> open_reply(const vault::TenantKey& key, const Uuid& id,
                                               const SealedRow& row);

 private:
  vault::Vault* vault_;
};

}  // namespace sangam::suites::platform::approvals
