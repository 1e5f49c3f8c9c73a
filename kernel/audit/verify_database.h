#pragma once

// Verifying the audit where it is stored, past the server: every entry, seal, chain and checkpoint
// of a tenant, in constant memory, beside a running server or without one.

#include <vector>

#include "kernel/audit/verifier.h"
#include "kernel/store/batch_connection.h"

namespace sangam::audit {

struct VerifiedTenant {
  std::int32_t tenant = 0;
  std::int64_t entries = 0;      // with a seal
  std::int64_t checkpoints = 0;  // whose root is right
  std::int64_t signed_size = 0;  // entries that a sound checkpoint covers
  std::vector<Finding> findings;
  std::int64_t found = 0;
};

// The tenants that have an audit. `connection` is of the role relay, here and below.
std::vector<std::int32_t> audited_tenants(store::BatchConnection& connection,
                                          runtime::Deadline deadline);

// `notes` are checkpoints kept elsewhere, which must be of this tenant.
VerifiedTenant verify_tenant(store::BatchConnection& connection, std::int32_t tenant,
                             std::span<const PublicKey> keys, std::span<const std::string> notes,
                             runtime::Deadline deadline);

}  // namespace sangam::audit
