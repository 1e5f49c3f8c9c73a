#pragma once

// The command line of Sangam as a client: built in, so that `sangam login` works on every
// installation and nobody registers anything. A public client of every tenant at once: a device
// that waits is nobody's until a person decides, and from then on it is of that person's tenant.

#include <optional>

#include "suites/platform/identity/roles.h"
#include "suites/platform/openid/client.h"

namespace sangam::suites::platform::openid {

// No row has it: ids of registered clients are UUIDs of version 7.
inline constexpr ClientId kCommandLineClient{
    Uuid{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}}};

// Devices of it that may wait at a time, whoever asked for them: more would be a flood.
inline constexpr std::int64_t kUnclaimedDevicesMost = 10'000;

// The client as `tenant` has it: it may ask for whatever somebody may do, and a person gives it no
// more than they may do themselves.
ClientPointer make_command_line_client(std::shared_ptr<api::Tenant> tenant,
                                       const RolePermissions& roles);

// A fresh refresh token of the client. Those of the built-in one name its tenant, because the
// client does not: "ort_", the tenant's id without its prefix, "_", the secret.
std::string make_refresh_token(const Client& client);
// The tenant that such a token names; nothing for others. O(bytes).
std::optional<TenantId> tenant_of_refresh_token(std::string_view token);

}  // namespace sangam::suites::platform::openid
