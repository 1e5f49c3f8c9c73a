#include "suites/platform/identity/member_address.h"

#include "base/error.h"
#include "suites/platform/identity/account_statements.h"

namespace sangam::suites::platform {

namespace {

struct AccountRow {
  Uuid account_id;
  std::int32_t realm = 0;
};
SANGAM_DESCRIBE(AccountRow, (account_id, ""), (realm, ""))

}  // namespace

Task<void> change_member_address(store::UnitOfWork& work, std::int32_t tenant, UserId user,
                                 std::string email) {
  const auto account = co_await work.row<AccountRow>(kLockAccountOf, tenant, user);
  if (account && account->realm == 0)
    throw Error{
        Code::forbidden,
        "The user signs in with an account of their own, whose address is theirs to change."};
  if (account) {
    co_await work.run(kSetAccountAddress, account->account_id, email);
    work.later(kDropTokens, account->account_id);
  }
  co_await work.run(kSetMemberAddress, tenant, user, email);
}

}  // namespace sangam::suites::platform
