#pragma once

// What the audit says of sign-ins by identity providers: by which connection, as whom there.
// Private to this folder.

#include "kernel/api/call.h"
#include "suites/platform/identity/types.h"
#include "suites/platform/single_sign_on/person.h"
#include "suites/platform/single_sign_on/types.h"

namespace sangam::suites::platform::single_sign_on {

// A member as a sign-in found and left them: made, linked, or with another role.
struct MemberFacts {
  std::string email;
  std::string role;
  std::string connection;  // empty: not linked
  std::string subject;
};
SANGAM_DESCRIBE(MemberFacts, (email, ""), (role, ""), (connection, ""), (subject, ""))

// Leaves with the commit of `work`.
void audit_member(const api::Call& call, store::UnitOfWork& work, UserId user,
                  const MemberFacts& before, const MemberFacts& after);

// Who an identity provider says has signed in.
struct Witness {
  std::string connection;
  std::string subject;
  std::string email;
  std::optional<std::string> fault;  // why they were refused; nothing: they were let in
};
SANGAM_DESCRIBE(Witness, (connection, ""), (subject, ""), (email, ""), (fault, ""))

Witness witness_of(ConnectionId connection, const Person& person);

// Somebody whom their identity provider let in and we did not, in a transaction of its own. What
// anybody could send without signing in anywhere has no entry: strangers would write our audit.
Task<void> audit_refused(api::Call& call, std::int32_t tenant, Witness witness, Error refusal);

}  // namespace sangam::suites::platform::single_sign_on
