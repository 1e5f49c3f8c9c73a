#pragma once

// Recovery codes: ten, each good once in place of a second factor, for who has lost it.

#include <string>
#include <vector>

#include "kernel/store/unit_of_work.h"
#include "suites/platform/identity/factors/account.h"

namespace sangam::suites::platform::factors {

inline constexpr std::size_t kRecoveryCodes = 10;

// Replaces those the account has. They are not to be seen again: only their hashes are kept.
std::vector<std::string> renew_recovery_codes(store::UnitOfWork& work, const Account& account);

// Spends one; false when it is none of the account's. Blanks, dashes and case do not matter.
Task<bool> use_recovery_code(store::UnitOfWork& work, Account account, std::string code);

}  // namespace sangam::suites::platform::factors
