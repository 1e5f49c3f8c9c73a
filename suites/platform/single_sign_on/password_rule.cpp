#include "suites/platform/single_sign_on/password_rule.h"

#include "suites/platform/identity/roles.h"
#include "suites/platform/single_sign_on/person.h"
#include "suites/platform/single_sign_on/statements.h"
#include "suites/platform/single_sign_on/types.h"

namespace sangam::suites::platform::single_sign_on {

namespace {

struct RequiredRow {
  ConnectionId connection_id;
};
SANGAM_DESCRIBE(RequiredRow, (connection_id, ""))

}  // namespace

// Owners keep their passwords: when the identity provider is broken, somebody must mend it.
Task<bool> RequiredSignOn::allows(store::UnitOfWork& work, std::int32_t tenant, std::string email,
                                  std::string role) {
  if (role == name(Role::owner)) co_return true;
  const auto required =
      co_await work.row<RequiredRow>(kRequires, tenant, std::string(domain_of(email)));
  co_return !required;
}

}  // namespace sangam::suites::platform::single_sign_on
