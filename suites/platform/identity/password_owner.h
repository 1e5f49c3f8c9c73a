#pragma once

// Whose password it is: an address may be that of several accounts, the person's own and those that
// tenants made.

#include "kernel/api/call.h"
#include "suites/platform/identity/password.h"
#include "suites/platform/identity/sessions.h"

namespace sangam::suites::platform {

struct PasswordOwner {
  Uuid account_id;
  std::string password_hash;
  std::string email;
  std::int32_t realm = 0;
  // Where the account was used last, or the tenant that was named.
  std::int32_t tenant_id = 0;
  Uuid user_id;
  std::string name;
  std::string role;
  bool device_known = false;  // the browser signed in to this account before
};
SANGAM_DESCRIBE(PasswordOwner, (account_id, ""), (password_hash, ""), (email, ""), (realm, ""),
                (tenant_id, ""), (user_id, ""), (name, ""), (role, ""), (device_known, ""))

// Throws Error{unauthenticated} for an unknown address and a wrong password alike and after the
// same time, Error{too_many_requests} after too many failures, Error{conflict} when the password is
// that of several accounts. An account whose tries are spent is not tried.
Task<PasswordOwner> find_password_owner(api::Call& call, Passwords& passwords, SignIn request);

}  // namespace sangam::suites::platform
