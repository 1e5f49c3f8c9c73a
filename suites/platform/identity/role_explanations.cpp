#include "suites/platform/identity/role_explanations.h"

#include <fmt/format.h>

#include <algorithm>

#include "suites/platform/identity/role_permissions_of.h"

namespace sangam::suites::platform {

namespace {

// What a built-in role is for.
std::string_view rule_of(std::string_view role) {
  if (role == name(Role::owner)) return "owner may do everything in the tenant";
  if (role == name(Role::admin)) return "admin may do everything in the tenant but make owners";
  if (role == name(Role::member))
    return "member may do the business, not what concerns users, keys, access, audit or the tenant";
  if (role == name(Role::auditor)) return "auditor may do everything that only reads";
  if (role.starts_with(RoleResource::kIdPrefix))
    return "a role of the tenant's own, which may do what was chosen for it";
  return "this role does nothing in a tenant";
}

}  // namespace

Task<access::PermissionFacts> RoleExplanations::explain(api::Call& call, std::optional<UserId> user,
                                                        std::string permission) {
  const auto& principal = call.principal();
  if (!user && principal.kind == api::PrincipalKind::api_key) {
    const bool may = principal.may(permission);
    co_return access::PermissionFacts{
        principal.id_text, may,
        may ? "The key was made with this scope." : "The key was made without this scope."};
  }
  auto who = principal.name;
  auto role = principal.role;
  auto shown = role;
  if (user) {
    const auto found = co_await users_.get(call, {*user});
    if (found.status == UserStatus::suspended)
      co_return access::PermissionFacts{found.name, false,
                                        "They are suspended: they may not sign in."};
    who = found.name;
    role = found.role;
    shown = found.role_name.value_or(role);
  }
  store::UnitOfWork work(*call.pools().auth, store::kNoTenant, call.deadline(),
                         store::Mode::read_only);
  const auto permissions = co_await permissions_of_role(work, roles_, call.tenant().number, role);
  co_return access::PermissionFacts{std::move(who),
                                    std::ranges::binary_search(permissions, permission),
                                    fmt::format("The role is {}: {}.", shown, rule_of(role))};
}

}  // namespace sangam::suites::platform
