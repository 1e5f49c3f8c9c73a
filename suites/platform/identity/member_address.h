#pragma once

// Giving a member another address, for those who keep a tenant's people: directories.

#include <string>

#include "base/id.h"
#include "kernel/store/unit_of_work.h"
#include "suites/platform/identity/types.h"

namespace sangam::suites::platform {

// In a unit of work of the role auth that has locked the user. An account of the tenant goes with
// its member: they sign in with the new address, and links that were mailed to the old one are
// over. Throws Error{forbidden} for a member with an account of their own, whose address nobody
// else changes, and DatabaseError of which is_address_taken() holds.
Task<void> change_member_address(store::UnitOfWork& work, std::int32_t tenant, UserId user,
                                 std::string email);

}  // namespace sangam::suites::platform
