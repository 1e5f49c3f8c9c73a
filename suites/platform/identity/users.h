#pragma once

// The people of a tenant.

#include "kernel/api/list.h"
#include "suites/platform/identity/identity_cache.h"
#include "suites/platform/identity/password.h"
#include "suites/platform/identity/types.h"

namespace sangam::suites::platform {

struct GetUser {
  UserId id;
};
SANGAM_DESCRIBE(GetUser, (id, "The user"))

struct AddUser {
  Email email;
  Text<1, 120> name;
  Secret password;
  Role role = Role::member;
};
SANGAM_DESCRIBE(AddUser, (email, "For signing in"), (name, "Shown to people"),
                (password, "The first password; 8 characters or more"), (role, "What they may do"))

struct ChangeUser {
  UserId id;
  std::optional<Text<1, 120>> name;
  std::optional<Role> role;
};
SANGAM_DESCRIBE(ChangeUser, (id, "The user"), (name, "Shown to people"), (role, "What they may do"))

class Users {
 public:
  Users(Passwords passwords, IdentityCache& cache) : passwords_(passwords), cache_(cache) {}

  Task<api::Page<User>> list(api::Call& call, api::Paging paging);
  Task<User> get(api::Call& call, GetUser request);
  Task<User> add(api::Call& call, AddUser request);
  // With If-Match only if nobody changed the user in between. A tenant keeps at least one owner;
  // only owners make or unmake owners.
  Task<User> change(api::Call& call, ChangeUser request);

 private:
  Passwords passwords_;
  IdentityCache& cache_;
};

}  // namespace sangam::suites::platform
