#include "suites/platform/identity/custom_roles.h"

#include <algorithm>

#include "base/assert.h"
#include "kernel/store/database_error.h"
#include "suites/platform/identity/revocations.h"
#include "suites/platform/identity/role_permissions_of.h"
#include "suites/platform/identity/role_statements.h"

namespace sangam::suites::platform {

namespace {

struct RoleRow {
  std::string key;
  std::string name;
  std::string permissions;
  Timestamp created_at;
  std::int64_t users = 0;
};
SANGAM_DESCRIBE(RoleRow, (key, ""), (name, ""), (permissions, ""), (created_at, ""), (users, ""))

struct KeyRow {
  std::string key;
};
SANGAM_DESCRIBE(KeyRow, (key, ""))

struct UsesRow {
  std::int64_t uses = 0;
};
SANGAM_DESCRIBE(UsesRow, (uses, ""))

CustomRole to_role(const RoleRow& row) {
  CustomRole role;
  role.id.emplace();
  const auto fault = RoleId::parse(row.key, *role.id);
  SANGAM_ASSERT(!fault);  // as it was written
  role.name = row.name;
  role.permissions = split_words(row.permissions);
  role.users = row.users;
  role.created_at = row.created_at;
  return role;
}

Error no_such_role() { return {Code::not_found, "There is no such role."}; }

Error name_is_taken() {
  return {Code::conflict,
          "A role with this name exists.",
          {{"/name", "taken", "belongs to another role"}}};
}

Task<RoleRow> lock(api::Call& call, RoleId id) {
  const auto row = co_await call.row<RoleRow>(kLockRole, call.tenant().number, id.str());
  if (!row) throw no_such_role();
  co_return *row;
}

}  // namespace

std::vector<std::string> CustomRoles::checked(
    const api::Call& call, const std::vector<PermissionName>& permissions) const {
  std::vector<FieldProblem> problems;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < permissions.size(); ++i) {
    names.push_back(permissions[i].str());
    if (!roles_.exists(names.back()))
      problems.push_back(
          {"/permissions/" + std::to_string(i), "unknown_value", "is no permission"});
  }
  if (!problems.empty())
    throw Error{Code::invalid, "Some permissions do not exist.", std::move(problems)};
  require_no_more(call, roles_, names);
  std::ranges::sort(names);
  names.erase(std::ranges::unique(names).begin(), names.end());
  return names;
}

Task<CustomRoleList> CustomRoles::list(api::Call& call, Nothing) {
  CustomRoleList list;
  list.permissions = roles_.of(name(Role::owner));
  for (const auto role : {Role::owner, Role::admin, Role::member, Role::auditor}) {
    CustomRole built_in;
    built_in.name = name(role);
    built_in.built_in = true;
    built_in.permissions = roles_.of(name(role));
    list.items.push_back(std::move(built_in));
  }
  for (const auto& row : co_await call.rows<RoleRow>(kListRoles, call.tenant().number))
    list.items.push_back(to_role(row));
  co_return list;
}

Task<CustomRole> CustomRoles::create(api::Call& call, CreateRole request) {
  const auto permissions = checked(call, request.permissions);
  const RoleId id{call.new_id()};
  const auto now = call.system_time();
  call.set_target(id.str());
  try {
    if (!co_await call.row<KeyRow>(kInsertRole, call.tenant().number, id.str(), request.name,
                                   join_words(permissions), now, kMost))
      throw Error{Code::quota_exceeded, "A tenant has 100 roles at most."};
  } catch (const store::DatabaseError& error) {
    if (!error.violates_unique("roles_tenant_id_name_key")) throw;
    throw name_is_taken();
  }
  co_return to_role({id.str(), request.name.str(), join_words(permissions), now, 0});
}

Task<CustomRole> CustomRoles::change(api::Call& call, ChangeRole request) {
  const auto tenant = call.tenant().number;
  auto row = co_await lock(call, request.id);
  const auto before = to_role(row);
  require_no_more(call, roles_, before.permissions);
  if (request.name) row.name = request.name->str();
  if (request.permissions) row.permissions = join_words(checked(call, *request.permissions));
  call.set_target(request.id.str());
  call.because(request.reason);
  const auto after = to_role(row);
  call.changed(before, after);
  try {
    co_await call.run(kUpdateRole, tenant, row.key, row.name, row.permissions, call.system_time());
  } catch (const store::DatabaseError& error) {
    if (!error.violates_unique("roles_tenant_id_name_key")) throw;
    throw name_is_taken();
  }
  revoke(call, cache_, {.subject = RevokedSubject::tenant, .tenant = tenant, .id = {}});
  co_return after;
}

Task<Nothing> CustomRoles::remove(api::Call& call, OneRole request) {
  const auto tenant = call.tenant().number;
  const auto row = co_await lock(call, request.id);
  call.set_target(request.id.str());
  require_no_more(call, roles_, split_words(row.permissions));
  const auto uses = co_await call.row<UsesRow>(kCountRoleUses, tenant, row.key, call.system_time());
  if (uses->uses > 0)
    throw Error{Code::conflict, "Somebody has this role: give them another one first."};
  call.later(kDeleteRole, tenant, row.key);
  co_return Nothing{};
}

}  // namespace sangam::suites::platform
