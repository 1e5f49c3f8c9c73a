#pragma once

// What is asked for beside a password: from whoever has set up a second factor, a code.

#include <optional>
#include <string>
#include <vector>

#include "base/text.h"
#include "kernel/api/call.h"
#include "suites/platform/identity/factors/authenticator_app.h"
#include "suites/platform/identity/sign_in_throttle.h"

namespace sangam::suites::platform {

// Six digits of an authenticator app, or a recovery code.
using FactorCode = Text<6, 32>;

// A code that was offered and looks right; it is good when spend() has taken it.
struct OfferedFactor {
  factors::Account account;
  std::vector<std::string> methods;  // values of amr (RFC 8176); empty: none is needed
  std::optional<std::int64_t> step;  // of the authenticator app
  std::optional<std::string> recovery_code;
  ThrottleKeys keys;
};

// Any loop.
class SecondFactorCheck {
 public:
  explicit SecondFactorCheck(factors::AuthenticatorApps& apps) : apps_(apps) {}

  // For whoever has proven the password of `account`. Throws Error{second_factor_needed} when the
  // account has a factor and no code came, Error{invalid} for a wrong one, and
  // Error{too_many_requests}. Failures are counted under `keys`. With no unit of work open.
  Task<OfferedFactor> demand(api::Call& call, factors::Account account,
                             std::optional<FactorCode> code, ThrottleKeys keys);
  // Spends it, as the first thing in `work`, which is of the role auth. Throws Error{invalid} when
  // it is spent already, or is no recovery code of the account; then `work` is over.
  Task<void> spend(api::Call& call, store::UnitOfWork& work, OfferedFactor offered);

 private:
  factors::AuthenticatorApps& apps_;
};

}  // namespace sangam::suites::platform
