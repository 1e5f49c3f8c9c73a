#include "suites/platform/identity/users.h"

#include <algorithm>

#include "kernel/api/entity_tag.h"
#include "kernel/store/database_error.h"
#include "suites/platform/identity/statements.h"

namespace sangam::suites::platform {

namespace {

struct UserRow {
  std::int32_t tenant_id = 0;
  Uuid id;
  std::string email;
  std::string name;
  std::string role;
  Timestamp created_at;
};
SANGAM_DESCRIBE(UserRow, (tenant_id, ""), (id, ""), (email, ""), (name, ""), (role, ""),
                (created_at, ""))

User to_user(const UserRow& row) {
  return {UserId{row.id}, row.email, row.name, row.role, row.created_at};
}

constexpr std::string_view kOwner = name(Role::owner);

void require_owner(const api::Call& call) {
  if (call.principal().role != kOwner)
    throw Error{Code::forbidden, "Only an owner may make or unmake owners."};
}

}  // namespace

Task<api::Page<User>> Users::list(api::Call& call, api::Paging paging) {
  api::ListStatement list("platform.users.list",
                          "select " SANGAM_USER_COLUMNS " from platform.users where tenant_id = $1",
                          call);
  list.sorts({{"name", "name", "text"}, {"email", "email", "text"}}, {"id", "id", "uuid"});
  auto rows = co_await list.page<UserRow>(call, paging);
  api::Page<User> page;
  for (const auto& row : rows.items)
    page.items.push_back(to_user(row));
  page.next = std::move(rows.next);
  co_return page;
}

Task<User> Users::get(api::Call& call, GetUser request) {
  const auto row = co_await call.row<UserRow>(kFindUser, call.tenant().number, request.id);
  if (!row) throw Error{Code::not_found, "There is no such user."};
  co_return to_user(*row);
}

Task<User> Users::add(api::Call& call, AddUser request) {
  if (request.role == Role::owner) require_owner(call);
  const auto hash = co_await passwords_.hash(call.loop(), request.password.reveal());
  const User user{UserId{call.new_id()}, request.email.str(), request.name.str(),
                  std::string(name(request.role)), call.now()};
  call.set_target(user.id.str());
  try {
    co_await call.run(kInsertUser, call.tenant().number, user.id, user.email, user.name, user.role,
                      hash, user.created_at);
  } catch (const store::DatabaseError& error) {
    if (!error.violates_unique("users_tenant_id_email_key")) throw;
    throw Error{Code::conflict,
                "A user with this address exists.",
                {{"/email", "taken", "belongs to another user"}}};
  }
  co_return user;
}

Task<User> Users::change(api::Call& call, ChangeUser request) {
  const auto tenant = call.tenant().number;
  call.set_target(request.id.str());
  const auto current = co_await call.row<UserRow>(kLockUser, tenant, request.id);
  if (!current) throw Error{Code::not_found, "There is no such user."};
  api::require_match(call, to_user(*current));
  const auto owners = co_await call.rows<UserRow>(kLockOwners, tenant);
  const bool is_owner = std::ranges::find(owners, request.id.value, &UserRow::id) != owners.end();
  if (request.role && (is_owner || *request.role == Role::owner)) require_owner(call);
  if (request.role && is_owner && *request.role != Role::owner && owners.size() == 1)
    throw Error{Code::conflict,
                "A tenant keeps at least one owner.",
                {{"/role", "last_owner", "would leave the tenant without an owner"}}};
  std::optional<std::string> role;
  if (request.role) role = std::string(name(*request.role));
  const auto row = co_await call.row<UserRow>(kUpdateUser, tenant, request.id, request.name, role);
  call.after_commit([&cache = cache_] { cache.clear(); });
  co_return to_user(*row);
}

}  // namespace sangam::suites::platform
