#pragma once

// Services: what the operations work with. Private to this folder.

#include <atomic>

#include "kernel/api/call.h"
#include "kernel/runtime/worker_pool.h"
#include "kernel/vault/vault.h"
#include "suites/platform/identity/identity.h"
#include "suites/platform/single_sign_on/outbound.h"

namespace sangam::suites::platform::single_sign_on {

// References to what lives until the server stops.
struct Services {
  TenantDirectory& tenants;
  IdentityCache& identities;
  const PublicAddress& address;
  const RolePermissions& roles;
  runtime::WorkerPool& workers;              // XML of strangers is not read on a loop
  vault::Vault* vault = nullptr;             // null in programs that only describe operations
  std::atomic<Outbound*> outbound{nullptr};  // while the server runs
  bool any_address = false;  // identity providers may be on private networks, by http too

  OutboundTools tools(const api::Call& call) const {
    auto* found = outbound.load();
    if (!found) throw Error{Code::unavailable, "The server is starting."};
    return found->tools_of(call.loop());
  }
};

// Who signs people in decides who anybody is: only owners say so.
inline void require_trustee(const api::Call& call) {
  if (call.principal().role != name(Role::owner))
    throw Error{Code::forbidden, "Only an owner may say who signs people in."};
}

}  // namespace sangam::suites::platform::single_sign_on
