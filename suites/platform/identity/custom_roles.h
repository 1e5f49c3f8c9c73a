#pragma once

// Roles of a tenant's own: a name and the permissions that somebody chose for it.

#include "kernel/api/call.h"
#include "suites/platform/identity/identity_cache.h"
#include "suites/platform/identity/roles.h"
#include "suites/platform/identity/types.h"

namespace sangam::suites::platform {

struct CustomRole {
  std::optional<RoleId> id;
  std::string name;
  bool built_in = false;
  std::vector<std::string> permissions;
  std::optional<std::int64_t> users;
  std::optional<Timestamp> created_at;
};
SANGAM_DESCRIBE(CustomRole, (id, "The role; a built-in one has none"), (name, "Shown to people"),
                (built_in, "Whether it is the platform's: owner, admin, member, auditor"),
                (permissions, "What it may do"), (users, "How many have it; not of built-in ones"),
                (created_at, "When it was made"))

struct CustomRoleList {
  std::vector<CustomRole> items;
  std::vector<std::string> permissions;
};
SANGAM_DESCRIBE(CustomRoleList, (items, "Built-in ones first"),
                (permissions, "All there are, to choose from"))

using PermissionName = Text<1, 120>;

struct CreateRole {
  Text<1, 80> name;
  std::vector<PermissionName> permissions;
};
SANGAM_DESCRIBE(CreateRole, (name, "Shown to people"),
                (permissions, "What it may do: of those that you have yourself"))

struct ChangeRole {
  RoleId id;
  std::optional<Text<1, 80>> name;
  std::optional<std::vector<PermissionName>> permissions;
  std::optional<api::Reason> reason;
};
SANGAM_DESCRIBE(ChangeRole, (id, "The role"), (name, "Shown to people"),
                (permissions, "What it may do from now on, at once for everybody who has it"),
                (reason, "Why, for the audit"))

struct OneRole {
  RoleId id;
};
SANGAM_DESCRIBE(OneRole, (id, "The role"))

class CustomRoles {
 public:
  static constexpr std::int64_t kMost = 100;  // of a tenant

  CustomRoles(IdentityCache& cache, const RolePermissions& roles) : cache_(cache), roles_(roles) {}

  Task<CustomRoleList> list(api::Call& call, Nothing);
  // Error{forbidden} for a permission that the caller lacks, Error{conflict} for a name that is
  // taken, Error{quota_exceeded} for more than kMost.
  Task<CustomRole> create(api::Call& call, CreateRole request);
  // Also Error{forbidden} when the role has more than the caller: it is not theirs to change.
  Task<CustomRole> change(api::Call& call, ChangeRole request);
  // Error{conflict} while somebody has it, or is invited as it.
  Task<Nothing> remove(api::Call& call, OneRole request);

 private:
  std::vector<std::string> checked(const api::Call& call,
                                   const std::vector<PermissionName>& permissions) const;

  IdentityCache& cache_;
  const RolePermissions& roles_;
};

}  // namespace sangam::suites::platform
