#pragma once

// What a role may do, built-in or of the tenant's own.

#include "kernel/api/call.h"
#include "kernel/store/unit_of_work.h"
#include "suites/platform/identity/types.h"

namespace sangam::suites::platform {

// Sorted; empty for a role that does not exist. A role of the tenant's own is read with `work`,
// which is of the role auth; of what it lists counts what operations still declare.
Task<std::vector<std::string>> permissions_of_role(store::UnitOfWork& work,
                                                   const RolePermissions& roles,
                                                   std::int32_t tenant, std::string role);

// The role that a request names, which the caller may give: the tenant's own in place of the
// built-in one. Throws Error{forbidden} when it may do more than the caller, Error{invalid} when
// it names none or one that does not exist. `work` is of the role auth.
Task<std::string> role_to_give(const api::Call& call, store::UnitOfWork& work,
                               const RolePermissions& roles, std::optional<Role> built_in,
                               std::optional<RoleId> own);

// The name of a role of the tenant's own; nothing for a built-in one. `work` is of the role auth.
Task<std::optional<std::string>> own_role_name(store::UnitOfWork& work, std::int32_t tenant,
                                               std::string role);

// A role for people: the name of one of the tenant's own. `work` is of the role auth.
Task<std::string> shown_role(store::UnitOfWork& work, std::int32_t tenant, std::string role);

// Throws Error{forbidden} unless the caller has every one of them: nobody gives more than they
// have.
void require_no_more(const api::Call& call, const RolePermissions& roles,
                     const std::vector<std::string>& permissions);

}  // namespace sangam::suites::platform
