#include "suites/platform/identity/roles.h"

#include <algorithm>

namespace sangam::suites::platform {

namespace {

void sort_unique(std::vector<std::string>& names) {
  std::ranges::sort(names);
  names.erase(std::ranges::unique(names).begin(), names.end());
}

}  // namespace

bool is_administrative(std::string_view permission) {
  return permission.starts_with("users:") || permission.starts_with("api_keys:") ||
         permission.starts_with("audit:") || permission.starts_with("tenant:") ||
         permission.starts_with("access:") || permission.starts_with("oauth_clients:") ||
         permission.starts_with("sign_on:") || permission.starts_with("teams:") ||
         permission.starts_with("scim:") || permission.starts_with("roles:") ||
         permission.starts_with("gateway:");
}

RolePermissions::RolePermissions(std::vector<std::string> tenant,
                                 std::vector<std::string> platform) {
  sort_unique(tenant);
  sort_unique(platform);
  by_role_["owner"] = tenant;
  by_role_["admin"] = tenant;
  std::ranges::copy_if(tenant, std::back_inserter(by_role_["member"]),
                       [](const auto& name) { return !is_administrative(name); });
  std::ranges::copy_if(tenant, std::back_inserter(by_role_["auditor"]),
                       [](const auto& name) { return name.ends_with(":read"); });
  by_role_[std::string(kOperatorRole)] = std::move(platform);
}

const std::vector<std::string>& RolePermissions::of(std::string_view role) const {
  static const std::vector<std::string> none;
  const auto found = by_role_.find(role);
  return found == by_role_.end() ? none : found->second;
}

bool RolePermissions::exists(std::string_view permission) const {
  return std::ranges::binary_search(of("owner"), permission);
}

}  // namespace sangam::suites::platform
