#pragma once

// What others of this suite may know of people, without touching the tables.

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/scalars.h"
#include "kernel/store/unit_of_work.h"
#include "suites/platform/identity/types.h"

namespace sangam::suites::platform {

// A user as they are now.
struct Subject {
  UserId id;
  std::string email;
  std::string name;
  std::string role;
  Timestamp trusted_since;  // what they gave to programs before is over
};
SANGAM_DESCRIBE(Subject, (id, ""), (email, ""), (name, ""), (role, ""), (trusted_since, ""))

// An API key as it is now.
struct KeySubject {
  ApiKeyId id;
  std::string name;
  std::string scopes;  // permissions, parted by blanks
  Uuid created_by;     // the user who made it
  ApiKeyKind kind = ApiKeyKind::bearer;
};
SANGAM_DESCRIBE(KeySubject, (id, ""), (name, ""), (scopes, ""), (created_by, ""), (kind, ""))

// All run in a unit of work of the role auth. Nothing when there is no such user, or when they or
// their tenant are suspended.
Task<std::optional<Subject>> find_subject(store::UnitOfWork& work, std::int32_t tenant, UserId id);
// Nothing when it was revoked or has ended.
Task<std::optional<KeySubject>> find_key_subject(store::UnitOfWork& work, std::int32_t tenant,
                                                 ApiKeyId id, Timestamp now);
// Whether an active user other than `person` has all the permissions by their role.
Task<bool> others_may(store::UnitOfWork& work, std::int32_t tenant, UserId person,
                      const RolePermissions& roles, std::vector<std::string> permissions);
Task<bool> is_active_tenant(store::UnitOfWork& work, std::int32_t tenant);

}  // namespace sangam::suites::platform
