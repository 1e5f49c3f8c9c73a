#pragma once

// Members that others than themselves bring in: an identity provider, or a directory. They have no
// account, so nobody signs them in with a password.

#include <optional>
#include <string>

#include "suites/platform/identity/subjects.h"

namespace sangam::suites::platform {

// All run in a unit of work of the role auth. The member of that address, active or not.
Task<std::optional<UserId>> find_member(store::UnitOfWork& work, std::int32_t tenant,
                                        std::string email);
// An invitation of theirs is used up. Throws Error{quota_exceeded} when the plan has no room, and
// Error{conflict} when somebody took the address meanwhile.
Task<void> add_federated_member(store::UnitOfWork& work, std::int32_t tenant, Subject member,
                                Timestamp now);
// Leaves with the commit of `work`. What they may do now is forgotten by a revocation of theirs.
void set_member_role(store::UnitOfWork& work, std::int32_t tenant, UserId user,
                     const std::string& role);

}  // namespace sangam::suites::platform
