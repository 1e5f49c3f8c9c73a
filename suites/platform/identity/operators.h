#pragma once

// The people who run the platform. They are users of its own tenant, number 1, which every
// installation has (schema/002_platform_tenant.sql, docs/decisions/0007).

#include "base/text.h"
#include "kernel/api/identity.h"
#include "kernel/store/batch_connection.h"
#include "suites/platform/identity/types.h"

namespace sangam::suites::platform {

using api::kPlatformTenant;

struct NewOperator {
  Email email;
  Text<1, 120> name;
  Secret password;
};

// Adds an operator and the audit row that names `actor` for it. For programs without loops: blocks,
// and hashes the password on the spot. `auth` is a session of the role auth with an open
// transaction, which the caller commits. Throws Error{conflict} when the address belongs to an
// operator already.
UserId add_operator(store::BatchConnection& auth, const NewOperator& person, std::string_view actor,
                    runtime::Deadline deadline);

}  // namespace sangam::suites::platform
