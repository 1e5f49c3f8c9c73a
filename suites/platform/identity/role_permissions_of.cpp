#include "suites/platform/identity/role_permissions_of.h"

#include "base/scalars.h"
#include "suites/platform/identity/role_statements.h"
#include "suites/platform/identity/users.h"

namespace sangam::suites::platform {

namespace {

struct PermissionsRow {
  std::string permissions;
};
SANGAM_DESCRIBE(PermissionsRow, (permissions, ""))

struct NameRow {
  std::string name;
};
SANGAM_DESCRIBE(NameRow, (name, ""))

}  // namespace

Task<std::vector<std::string>> permissions_of_role(store::UnitOfWork& work,
                                                   const RolePermissions& roles,
                                                   std::int32_t tenant, std::string role) {
  if (!role.starts_with(RoleResource::kIdPrefix)) co_return roles.of(role);
  const auto row = co_await work.row<PermissionsRow>(kReadRolePermissions, tenant, role);
  if (!row) co_return std::vector<std::string>();
  auto permissions = split_words(row->permissions);
  std::erase_if(permissions, [&](const auto& one) { return !roles.exists(one); });
  co_return permissions;
}

Task<std::string> role_to_give(const api::Call& call, store::UnitOfWork& work,
                               const RolePermissions& roles, std::optional<Role> built_in,
                               std::optional<RoleId> own) {
  if (!own && !built_in) throw invalid_field("/role", "required", "is required");
  if (!own) {
    if (built_in == Role::owner) require_owner(call);
    require_no_more(call, roles, roles.of(name(*built_in)));
    co_return std::string(name(*built_in));
  }
  const auto row =
      co_await work.row<PermissionsRow>(kReadRolePermissions, call.tenant().number, own->str());
  if (!row) throw invalid_field("/custom_role", "unknown_value", "is no role of your tenant");
  require_no_more(call, roles, split_words(row->permissions));
  co_return own->str();
}

Task<std::optional<std::string>> own_role_name(store::UnitOfWork& work, std::int32_t tenant,
                                               std::string role) {
  if (!role.starts_with(RoleResource::kIdPrefix)) co_return std::nullopt;
  const auto row = co_await work.row<NameRow>(kReadRoleName, tenant, role);
  co_return row ? std::optional(row->name) : std::nullopt;
}

Task<std::string> shown_role(store::UnitOfWork& work, std::int32_t tenant, std::string role) {
  const auto own = co_await own_role_name(work, tenant, role);
  co_return own.value_or(role);
}

void require_no_more(const api::Call& call, const RolePermissions& roles,
                     const std::vector<std::string>& permissions) {
  for (const auto& permission : permissions)
    if (roles.exists(permission) && !call.principal().may(permission))
      throw Error{Code::forbidden, "You lack " + permission + " and cannot give it to others."};
}

}  // namespace sangam::suites::platform
