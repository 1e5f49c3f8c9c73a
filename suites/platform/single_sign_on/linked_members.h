#pragma once

// The members whom an identity provider signs in: who they are there, and forgetting it.

#include "kernel/api/list.h"
#include "suites/platform/single_sign_on/services.h"
#include "suites/platform/single_sign_on/types.h"

namespace sangam::suites::platform::single_sign_on {

struct LinkedMember {
  UserId user;
  std::string name;
  std::string email;
  std::string subject;
  Timestamp created_at;
  Timestamp seen_at;
};
SANGAM_DESCRIBE(LinkedMember, (user, "The member"), (name, "Shown to people"),
                (email, "Their address here"), (subject, "What the identity provider calls them"),
                (created_at, "When they first signed in there"),
                (seen_at, "When they last signed in there"))

struct ListLinkedMembers {
  ConnectionId connection;
  api::Paging paging;
  std::optional<Text<1, 120>> search;
};
SANGAM_DESCRIBE(ListLinkedMembers, (connection, "The connection"), (paging, ""),
                (search, "Whose name or address holds this, in whatever case"))

struct UnlinkMember {
  ConnectionId connection;
  UserId user;
};
SANGAM_DESCRIBE(UnlinkMember, (connection, "The connection"), (user, "The user"))

// Any loop.
class LinkedMembers {
 public:
  Task<api::Page<LinkedMember>> list(api::Call& call, ListLinkedMembers request);
  // Owners only. Whoever signs in there next with the user's address is linked to them.
  Task<Nothing> unlink(api::Call& call, UnlinkMember request);
};

}  // namespace sangam::suites::platform::single_sign_on
