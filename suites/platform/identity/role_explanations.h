#pragma once

// Why somebody has a permission, or has not: what access.explain says of roles and API keys.

#include "suites/platform/access/role_source.h"
#include "suites/platform/identity/roles.h"
#include "suites/platform/identity/users.h"

namespace sangam::suites::platform {

// Any thread; both outlive it.
class RoleExplanations final : public access::RoleSource {
 public:
  RoleExplanations(const RolePermissions& roles, Users& users) : roles_(roles), users_(users) {}

  bool is_permission(std::string_view permission) const override {
    return roles_.exists(permission);
  }
  Task<access::PermissionFacts> explain(api::Call& call, std::optional<UserId> user,
                                        std::string permission) override;

 private:
  const RolePermissions& roles_;
  Users& users_;
};

}  // namespace sangam::suites::platform
