#pragma once

// Secrets of this module, sealed with the tenant's key: they stand in no table, backup or log in
// clear.

#include <string>
#include <string_view>

#include "kernel/store/bytes.h"
#include "kernel/vault/vault.h"

namespace sangam::suites::platform::webhooks {

// What is sealed.
inline constexpr std::string_view kEndpointTable = "webhooks.endpoints";
inline constexpr std::string_view kSourceTable = "webhooks.sources";

// A secret of row `id` of `table`. One place for a secret and the one before it: rotation moves the
// sealed value from one column to the other.
store::Bytes seal(const vault::TenantKey& key, std::string_view table, const Uuid& id,
                  std::string_view secret);
std::string open(const vault::TenantKey& key, std::string_view table, const Uuid& id,
                 const store::Bytes& sealed);

}  // namespace sangam::suites::platform::webhooks
