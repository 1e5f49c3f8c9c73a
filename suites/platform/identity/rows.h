#pragma once

// Rows that several statements of this module return.

#include "base/id.h"
#include "base/scalars.h"
#include "suites/platform/identity/identity_cache.h"

namespace sangam::suites::platform {

struct IdRow {
  Uuid id;
};
SANGAM_DESCRIBE(IdRow, (id, ""))

// A session that was ended.
struct EndedSessionRow {
  Uuid id;
  std::int32_t tenant_id = 0;

  Revocation revocation() const {
    return {.subject = RevokedSubject::session, .tenant = tenant_id, .id = id};
  }
};
SANGAM_DESCRIBE(EndedSessionRow, (id, ""), (tenant_id, ""))

// The account behind a user who signs in with a password.
struct PasswordRow {
  Uuid account_id;
  std::int32_t realm = 0;
  std::string email;
  std::string password_hash;
};
SANGAM_DESCRIBE(PasswordRow, (account_id, ""), (realm, ""), (email, ""), (password_hash, ""))

}  // namespace sangam::suites::platform
