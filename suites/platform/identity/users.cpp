#include "suites/platform/identity/users.h"

#include <algorithm>

#include "kernel/api/entity_tag.h"
#include "kernel/store/database_error.h"
#include "suites/platform/identity/plans.h"
#include "suites/platform/identity/policy.h"
#include "suites/platform/identity/revocations.h"
#include "suites/platform/identity/role_permissions_of.h"
#include "suites/platform/identity/rows.h"
#include "suites/platform/identity/session_statements.h"
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
  UserStatus status = UserStatus::active;
  std::optional<Timestamp> seen_at;
  std::optional<std::string> role_name;
};
SANGAM_DESCRIBE(UserRow, (tenant_id, ""), (id, ""), (email, ""), (name, ""), (role, ""),
                (created_at, ""), (status, ""), (seen_at, ""), (role_name, ""))

User to_user(const UserRow& row) {
  return {UserId{row.id}, row.email,  row.name,    row.role,
          row.created_at, row.status, row.seen_at, row.role_name};
}

constexpr std::string_view kOwner = name(Role::owner);

bool gives_role(const ChangeUser& request) { return request.role || request.custom_role; }

Error no_such_user() { return {Code::not_found, "There is no such user."}; }

// Locks the owners, so that two requests cannot both take the other for the remaining one.
Task<void> keep_an_owner(api::Call& call, User user) {
  const auto owners = co_await call.rows<UserRow>(kLockOwners, call.tenant().number);
  if (owners.size() == 1 && owners.front().id == user.id.value)
    throw Error{Code::conflict,
                "A tenant keeps at least one owner.",
                {{"/role", "last_owner", "would leave the tenant without an owner"}}};
}

}  // namespace

void require_owner(const api::Call& call) {
  if (call.principal().role != kOwner)
    throw Error{Code::forbidden, "Only an owner may make or unmake owners."};
}

bool is_address_taken(const store::DatabaseError& error) {
  return error.violates_unique("users_tenant_id_email_key") ||
         error.violates_unique("accounts_realm_email_key");
}

Task<api::Page<User>> Users::list(api::Call& call, ListUsers request) {
  api::ListStatement list("platform.users.list",
                          "select " SANGAM_USER_COLUMNS " from platform.users where tenant_id = $1",
                          call);
  list.search("name || ' ' || email", request.search)
      .filter("status = ?", request.status)
      .sorts({{"name", "name", "text"}, {"email", "email", "text"}}, {"id", "id", "uuid"});
  auto rows = co_await list.page<UserRow>(call, request.paging);
  api::Page<User> page;
  for (const auto& row : rows.items)
    page.items.push_back(to_user(row));
  page.next = std::move(rows.next);
  co_return page;
}

Task<User> Users::get(api::Call& call, GetUser request) {
  const auto row = co_await call.row<UserRow>(kFindUser, call.tenant().number, request.id);
  if (!row) throw no_such_user();
  co_return to_user(*row);
}

Task<User> Users::add(api::Call& call, AddUser request) {
  // Not in the call's transaction, which would stay open while the password is hashed.
  store::UnitOfWork lookup(*call.pools().auth, store::kNoTenant, call.deadline(),
                           store::Mode::read_only);
  const auto role = co_await role_to_give(call, lookup, roles_, request.role, request.custom_role);
  const auto policy = co_await read_policy(lookup, call.tenant().number);
  const auto hash = co_await passwords_.hash_new(
      call.loop(), {"/password", request.password.reveal(), request.email.str(), policy});
  co_await require_room_for(call.work(), call.tenant().number, Limit::users, call.system_time());
  User user;
  user.id = UserId{call.new_id()};
  user.email = request.email.str();
  user.name = request.name.str();
  user.role = role;
  user.created_at = call.now();
  call.set_target(user.id.str());
  // The account is the tenant's own: who adds somebody with a password may let them act for this
  // tenant, and not for others that know the address.
  try {
    co_await call.run(kInsertUser, call.tenant().number, user.id, user.email, user.name, user.role,
                      call.new_id(), hash, user.created_at);
  } catch (const store::DatabaseError& error) {
    if (!is_address_taken(error)) throw;
    throw Error{Code::conflict,
                "A user with this address exists.",
                {{"/email", "taken", "belongs to another user"}}};
  }
  co_return user;
}

Task<User> Users::change(api::Call& call, ChangeUser request) {
  const auto tenant = call.tenant().number;
  call.set_target(request.id.str());
  call.because(request.reason);
  const auto current = co_await call.row<UserRow>(kLockUser, tenant, request.id);
  if (!current) throw no_such_user();
  const auto before = to_user(*current);
  api::require_match(call, before);
  const bool gives_other =
      gives_role(request) && (request.custom_role || *request.role != Role::owner);
  const bool leaves_owners = gives_other || request.status == UserStatus::suspended;
  const bool of_owner = before.role == kOwner && (gives_role(request) || request.status);
  if (of_owner) require_owner(call);
  std::optional<std::string> role;
  if (gives_role(request))
    role = co_await role_to_give(call, call.work(), roles_, request.role, request.custom_role);
  if (leaves_owners) co_await keep_an_owner(call, before);
  if (request.status == UserStatus::suspended && request.id.value == call.principal().id)
    throw invalid_field("/status", "own", "cannot be your own");
  const auto row = co_await call.row<UserRow>(kUpdateUser, tenant, request.id, request.name, role,
                                              request.status);
  const auto after = to_user(*row);
  call.changed(before, after);
  if (after.status == UserStatus::suspended) call.later(kEndUserSessions, tenant, request.id);
  revoke(call, cache_, {.subject = RevokedSubject::user, .tenant = tenant, .id = request.id.value});
  co_return after;
}

Task<Nothing> Users::remove(api::Call& call, RemoveUser request) {
  const auto tenant = call.tenant().number;
  call.set_target(request.id.str());
  const auto current = co_await call.row<UserRow>(kLockUser, tenant, request.id);
  if (!current) throw no_such_user();
  const auto user = to_user(*current);
  if (user.role == kOwner) require_owner(call);
  co_await keep_an_owner(call, user);
  if (departures_) co_await departures_->leave(call, request.id);
  call.later(kDeleteUser, tenant, request.id);
  revoke(call, cache_, {.subject = RevokedSubject::user, .tenant = tenant, .id = request.id.value});
  co_return Nothing{};
}

Task<EndedSessions> Users::end_sessions(api::Call& call, EndUserSessions request) {
  const auto tenant = call.tenant().number;
  call.set_target(request.id.str());
  const auto user = co_await call.row<UserRow>(kFindUser, tenant, request.id);
  if (!user) throw no_such_user();
  if (user->role == kOwner) require_owner(call);
  const auto ended = co_await call.rows<EndedSessionRow>(kEndUserSessions, tenant, request.id);
  revoke(call, cache_, {.subject = RevokedSubject::user, .tenant = tenant, .id = request.id.value});
  co_return EndedSessions{static_cast<std::int64_t>(ended.size())};
}

}  // namespace sangam::suites::platform
