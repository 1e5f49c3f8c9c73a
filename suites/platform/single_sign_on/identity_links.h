#pragma once

// Who of an identity provider is which member: links of a connection's subjects to members. Private
// to this folder.

#include <optional>
#include <string>

#include "kernel/store/unit_of_work.h"
#include "suites/platform/identity/types.h"
#include "suites/platform/single_sign_on/types.h"

namespace sangam::suites::platform::single_sign_on {

struct Link {
  ConnectionId connection;
  std::string subject;
  UserId user;
};

// All run in a unit of work for the connection's tenant, of the role auth.
Task<std::optional<UserId>> find_linked(store::UnitOfWork& work, ConnectionId connection,
                                        std::string subject);
// True when they are linked now, by this or by another sign-in of theirs at the same moment. False
// when the member is another subject there, or the subject another member.
Task<bool> link(store::UnitOfWork& work, Link wanted, Timestamp now);
// That they signed in again. Leaves with the commit of `work`.
void see_linked(store::UnitOfWork& work, ConnectionId connection, const std::string& subject,
                Timestamp now);
// The subject whom the member was; nothing when they were none.
Task<std::optional<std::string>> unlink(store::UnitOfWork& work, ConnectionId connection,
                                        UserId user);

}  // namespace sangam::suites::platform::single_sign_on
