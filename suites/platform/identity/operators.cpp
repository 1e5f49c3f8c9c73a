#include "suites/platform/identity/operators.h"

#include "base/assert.h"
#include "kernel/clock/clock.h"
#include "kernel/store/database_error.h"
#include "kernel/store/kernel_statements.h"
#include "suites/platform/identity/password.h"
#include "suites/platform/identity/roles.h"
#include "suites/platform/identity/statements.h"
#include "suites/platform/identity/users.h"

namespace sangam::suites::platform {

namespace {

// Row-level security guards the audit; until the end of the transaction.
constexpr Statement kEnterPlatformTenant{"platform.operators.enter_tenant",
                                         "select pg_catalog.set_config('sangam.tenant', $1, true)",
                                         Scope::platform};

}  // namespace

UserId add_operator(store::BatchConnection& auth, const NewOperator& person, std::string_view actor,
                    runtime::Deadline deadline) {
  SANGAM_ASSERT(auth.transaction() == store::BatchConnection::Transaction::open);
  const auto now = clock::system_now();
  const UserId id{clock::new_uuid(now)};
  try {
    auth.run(deadline, kInsertUser, kPlatformTenant, id, person.email, person.name, kOperatorRole,
             clock::new_uuid(now), hash_password(person.password.reveal()), now);
  } catch (const store::DatabaseError& error) {
    if (!is_address_taken(error)) throw;
    throw Error{Code::conflict, person.email.str() + " is an operator already."};
  }
  auth.run(deadline, kEnterPlatformTenant, std::to_string(kPlatformTenant));
  auth.run(deadline, store::kAudit, kPlatformTenant, clock::new_uuid(now), now, actor, "system",
           "operator.add", "", id.str(), "done", std::optional<std::string>());
  return id;
}

}  // namespace sangam::suites::platform
