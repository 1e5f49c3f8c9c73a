#pragma once

// Built-in roles and what they may do, worked out from the permissions that operations declare: a
// new operation is in the right roles the day it is declared.

#include <map>
#include <string>
#include <vector>

#include "base/describe.h"

namespace sangam::suites::platform {

enum class Role : std::uint8_t { owner, admin, member, auditor };
SANGAM_ENUM(Role, owner, admin, member, auditor)

// Whether a permission is about who may do what, and not about the business.
bool is_administrative(std::string_view permission);

// Of the platform's own tenant.
inline constexpr std::string_view kOperatorRole = "operator";

// Immutable; any thread.
class RolePermissions {
 public:
  // Permissions of tenants' operations, and of the platform's.
  RolePermissions(std::vector<std::string> tenant, std::vector<std::string> platform);

  // Sorted; empty for a role that does not exist.
  //   owner    everything
  //   admin    everything but making owners (checked where roles are given)
  //   member   the business: all but users, roles, API keys, OAuth clients, audit, gateway
  //   auditor  everything that only reads
  const std::vector<std::string>& of(std::string_view role) const;
  bool exists(std::string_view permission) const;

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> by_role_;
};

}  // namespace sangam::suites::platform
