#pragma once

// Policies as they are kept: JSON of a change that makes them (kernel/gateway/policy.h).

#include <string>
#include <string_view>

#include "kernel/gateway/policy.h"

namespace sangam::suites::platform::gateway {

// What was written by stored(). Throws std::runtime_error when it cannot be read.
sangam::gateway::TenantPolicy tenant_policy_of(std::string_view json);
sangam::gateway::PlatformPolicy platform_policy_of(std::string_view json);
sangam::gateway::Maintenance maintenance_of(std::string_view json);

std::string stored(const sangam::gateway::TenantPolicy& policy);
std::string stored(const sangam::gateway::PlatformPolicy& policy);
std::string stored(const sangam::gateway::Maintenance& maintenance);

}  // namespace sangam::suites::platform::gateway
