#pragma once

// The people of a tenant.

#include "kernel/api/list.h"
#include "kernel/store/database_error.h"
#include "suites/platform/identity/departures.h"
#include "suites/platform/identity/identity_cache.h"
#include "suites/platform/identity/password.h"
#include "suites/platform/identity/sessions.h"
#include "suites/platform/identity/types.h"

namespace sangam::suites::platform {

struct ListUsers {
  api::Paging paging;
  std::optional<Text<1, 120>> search;
  std::optional<UserStatus> status;
};
SANGAM_DESCRIBE(ListUsers, (paging, ""),
                (search, "Whose name or address holds this, in whatever case"),
                (status, "Only active, or only suspended people"))

struct GetUser {
  UserId id;
};
SANGAM_DESCRIBE(GetUser, (id, "The user"))

struct AddUser {
  Email email;
  Text<1, 120> name;
  Secret password;
  std::optional<Role> role;
  std::optional<RoleId> custom_role;
};
SANGAM_DESCRIBE(AddUser, (email, "For signing in"), (name, "Shown to people"),
                (password, "The first password; 8 characters or more"), (role, "What they may do"),
                (custom_role, "A role of your own, in place of `role`"))

struct ChangeUser {
  UserId id;
  std::optional<Text<1, 120>> name;
  std::optional<Role> role;
  std::optional<UserStatus> status;
  std::optional<api::Reason> reason;
  std::optional<RoleId> custom_role;
};
SANGAM_DESCRIBE(ChangeUser, (id, "The user"), (name, "Shown to people"), (role, "What they may do"),
                (status, "suspended: may not sign in, and every session ends at once"),
                (reason, "Why, for the audit"),
                (custom_role, "A role of your own, in place of `role`"))

struct RemoveUser {
  UserId id;
};
SANGAM_DESCRIBE(RemoveUser, (id, "The user"))

struct EndUserSessions {
  UserId id;
};
SANGAM_DESCRIBE(EndUserSessions, (id, "The user"))

// Throws Error{forbidden} for everybody else.
void require_owner(const api::Call& call);
// Whether the error says that a user of the tenant has this address already.
bool is_address_taken(const store::DatabaseError& error);

class Users {
 public:
  Users(Passwords passwords, IdentityCache& cache, const RolePermissions& roles)
      : passwords_(passwords), cache_(cache), roles_(roles) {}

  // Before the first request; `departures` outlives this.
  void tell_of_departures(Departures& departures) { departures_ = &departures; }

  Task<api::Page<User>> list(api::Call& call, ListUsers request);
  Task<User> get(api::Call& call, GetUser request);
  // Nobody gives a role that may do more than they may themselves.
  Task<User> add(api::Call& call, AddUser request);
  // With If-Match only if nobody changed the user in between. A tenant keeps at least one owner;
  // only owners make or unmake owners.
  Task<User> change(api::Call& call, ChangeUser request);
  // What they did stays in the audit under their id.
  Task<Nothing> remove(api::Call& call, RemoveUser request);
  // In this tenant.
  Task<EndedSessions> end_sessions(api::Call& call, EndUserSessions request);

 private:
  Passwords passwords_;
  IdentityCache& cache_;
  const RolePermissions& roles_;
  Departures* departures_ = nullptr;
};

}  // namespace sangam::suites::platform
