#include "suites/platform/identity/second_factor_check.h"

#include <algorithm>

#include "suites/platform/identity/factors/recovery_codes.h"
#include "suites/platform/identity/factors/rows.h"
#include "suites/platform/identity/factors/statements.h"

namespace sangam::suites::platform {

namespace {

Error needed(const factors::FactorsRow& has) {
  Error error{Code::second_factor_needed, "A code is needed too."};
  if (has.app_since || has.recovery_codes > 0)
    error.fields.push_back(
        {"/code", "required",
         has.app_since ? "is shown by your authenticator app" : "is one of your recovery codes"});
  if (has.passkeys > 0)
    error.fields.push_back({"/passkey", "required", "or sign in with your passkey"});
  return error;
}

Error wrong() { return invalid_field("/code", "wrong", "is wrong, too old, or was used before"); }

bool is_of_app(std::string_view code) {
  return code.size() == 6 && std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; });
}

Task<void> count(api::Call& call, ThrottleKeys keys) {
  store::UnitOfWork work(*call.pools().auth, store::kNoTenant, call.deadline(),
                         store::Mode::read_write);
  count_failure(work, keys, call.system_time());
  co_await work.commit();
}

}  // namespace

Task<OfferedFactor> SecondFactorCheck::demand(api::Call& call, factors::Account account,
                                              std::optional<FactorCode> code, ThrottleKeys keys) {
  OfferedFactor offered{.account = account, .keys = keys};
  {
    store::UnitOfWork lookup(*call.pools().auth, store::kNoTenant, call.deadline(),
                             store::Mode::read_only);
    const auto has = co_await lookup.row<factors::FactorsRow>(factors::kFindFactors, account.id);
    if (!has->app_since && has->passkeys == 0) co_return offered;
    if (!code) throw needed(*has);
    (co_await SignInPauses::read(lookup, keys, call.system_time())).require(keys);
  }
  offered.methods = {"mfa", "otp"};
  if (!is_of_app(code->str())) {
    offered.recovery_code = code->str();
    co_return offered;
  }
  offered.step = co_await apps_.match(call, account, code->str(), true);
  if (offered.step) co_return offered;
  co_await count(call, keys);
  throw wrong();
}

Task<void> SecondFactorCheck::spend(api::Call& call, store::UnitOfWork& work,
                                    OfferedFactor offered) {
  bool taken = true;
  if (offered.step)
    taken = co_await factors::AuthenticatorApps::use(work, offered.account, *offered.step,
                                                     call.system_time());
  if (offered.recovery_code)
    taken = co_await factors::use_recovery_code(work, offered.account, *offered.recovery_code);
  if (taken) {
    if (!offered.methods.empty()) forget_failures(work, offered.keys);
    co_return;
  }
  count_failure(work, offered.keys, call.system_time());
  co_await work.commit();
  throw wrong();
}

}  // namespace sangam::suites::platform
