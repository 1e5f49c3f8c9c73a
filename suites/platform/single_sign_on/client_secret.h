#pragma once

// The secret of a connection by OpenID Connect, as it is kept: sealed with the key of its tenant.
// Private to this folder.

#include "kernel/store/bytes.h"
#include "kernel/vault/tenant_key.h"
#include "suites/platform/single_sign_on/types.h"

namespace sangam::suites::platform::single_sign_on {

inline constexpr std::string_view kSecretTable = "sign_on.connections";
inline constexpr std::string_view kSecretColumn = "client_secret";

inline store::Bytes seal_secret(const vault::TenantKey& key, ConnectionId id,
                                std::string_view secret) {
  return {key.seal({kSecretTable, kSecretColumn, id.value}, secret)};
}
inline std::string open_secret(const vault::TenantKey& key, ConnectionId id,
                               const store::Bytes& sealed) {
  return key.open({kSecretTable, kSecretColumn, id.value}, sealed.value);
}

}  // namespace sangam::suites::platform::single_sign_on
