#pragma once

// ScimUsers: the users of a tenant as a directory sees and keeps them.

#include <boost/json/fwd.hpp>

#include "kernel/api/call.h"
#include "suites/platform/identity/users.h"
#include "suites/platform/scim/patch_request.h"
#include "suites/platform/scim/resource.h"

namespace sangam::suites::platform::scim {

struct UserRow;

// How a user is written.
struct UserWrite {
  std::string role;      // of the token: of users that are made
  std::string if_match;  // empty: whatever version it is
  View view;
};

// Any loop. All runs in units of work of the role auth, and throws ScimError and Error. A write
// gives the resource as it is then.
class ScimUsers {
 public:
  // Groups shown in one list: a page ends before more would be, and the next goes on from there.
  static constexpr std::int64_t kShownGroupsMost = 10'000;

  // All outlive it.
  ScimUsers(Users& users, IdentityCache& cache, const RolePermissions& roles)
      : users_(users), cache_(cache), roles_(roles) {}

  Task<Resource> get(api::Call& call, UserId id, View view);
  Task<ResourceList> list(api::Call& call, ListQuery query, View view);

  // A member who signs in through the organisation's identity provider only. Who is a member with
  // that address already, and known to no directory yet, becomes provisioned and stays who they
  // are; 409 when another is known by that name.
  Task<Resource> create(api::Call& call, boost::json::value sent, UserWrite how);
  // Leaving `active` out changes nothing about it. 403 for another address of somebody who may do
  // more than the token's role, or who signs in with an account of their own.
  Task<Resource> replace(api::Call& call, UserId id, boost::json::value sent, UserWrite how);
  Task<Resource> patch(api::Call& call, UserId id, std::vector<PatchOperation> operations,
                       UserWrite how);
  // Out of the tenant, as users.remove.
  Task<void> remove(api::Call& call, UserId id, std::string if_match);

 private:
  Task<UserRow> lock(api::Call& call, UserId id, std::string if_match);
  Task<Resource> shown(api::Call& call, UserId id, View view);
  // Brings platform and document to what `document` says.
  Task<void> write(api::Call& call, UserRow before, boost::json::object document, std::string role);
  Task<UserRow> insert(api::Call& call, UserRow row, std::string role);
  Task<void> change_address(api::Call& call, UserRow before, std::string email, std::string role);

  Users& users_;
  IdentityCache& cache_;
  const RolePermissions& roles_;
};

}  // namespace sangam::suites::platform::scim
