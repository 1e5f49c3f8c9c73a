#pragma once

// Admission: which member a person of an identity provider is, and what they may do. Private to
// this folder.

#include "suites/platform/identity/complete_sign_in.h"
#include "suites/platform/single_sign_on/connection_row.h"
#include "suites/platform/single_sign_on/person.h"
#include "suites/platform/single_sign_on/services.h"

namespace sangam::suites::platform::single_sign_on {

struct Admitted {
  ProvenUser user;
  bool role_changed = false;
};

// In `work`, a unit of work of the role auth for the connection's tenant, which the caller commits.
// A person is whom their subject was linked to. Else the address decides, where the connection
// speaks for its domain: an existing member is linked, or a new one made. Throws Error{refused}
// with a SignOnFault.
Task<Admitted> admit(api::Call& call, store::UnitOfWork& work, ConnectionRow connection,
                     Person person);

// The first role whose group they are in; the default where there are groups and they are in none;
// nothing where the connection says nothing of groups, or the identity provider did not.
std::optional<GivenRole> role_of_groups(const ConnectionRow& connection, const Groups& groups);

// Why the address lets nobody be linked or made; nothing when it does.
Task<std::optional<SignOnRefusal>> objection_to_address(store::UnitOfWork& work,
                                                        ConnectionId connection, Person person);

}  // namespace sangam::suites::platform::single_sign_on
