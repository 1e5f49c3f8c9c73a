#include "suites/platform/identity/policy.h"

#include <algorithm>

#include "suites/platform/identity/revocations.h"
#include "suites/platform/identity/session_statements.h"

namespace sangam::suites::platform {

namespace {

void require_order(const SignInPolicy& policy) {
  if (policy.session_idle_seconds > policy.session_absolute_seconds)
    throw invalid_field("/session_idle_seconds", "out_of_range",
                        "must not be longer than the absolute limit");
}

// Nobody asks of others what they have not done themselves: it might not work here at all.
void require_shown(const api::Call& call, SecondFactor asked) {
  const auto& session = call.identity().session;
  if (session && lacks_factor(asked, session->methods))
    throw Error{Code::refused,
                "Sign in with such a factor yourself first.",
                {{"/second_factor", "not_shown", "is not what you signed in with"}}};
}

}  // namespace

bool lacks_factor(SecondFactor asked, const std::vector<std::string>& methods) {
  const auto has = [&](std::string_view method) {
    return std::ranges::find(methods, method) != methods.end();
  };
  if (asked == SecondFactor::optional || has("fed") || has("hwk") || has("swk")) return false;
  return asked == SecondFactor::passkey || !has("otp");
}

Task<SignInPolicy> read_policy(store::UnitOfWork& work, std::int32_t tenant) {
  const auto policy = co_await work.row<SignInPolicy>(kFindPolicy, tenant);
  co_return policy.value_or(SignInPolicy());
}

Task<SignInPolicy> SignInPolicies::get(api::Call& call, Nothing) {
  co_return co_await read_policy(call.work(), call.tenant().number);
}

Task<SignInPolicy> SignInPolicies::change(api::Call& call, ChangeSignInPolicy request) {
  const auto tenant = call.tenant().number;
  const auto before = co_await read_policy(call.work(), tenant);
  auto after = before;
  if (request.session_idle_seconds) after.session_idle_seconds = *request.session_idle_seconds;
  if (request.session_absolute_seconds)
    after.session_absolute_seconds = *request.session_absolute_seconds;
  if (request.password_min_length) after.password_min_length = *request.password_min_length;
  if (request.emergency_access) after.emergency_access = *request.emergency_access;
  if (request.second_factor) after.second_factor = *request.second_factor;
  require_order(after);
  require_shown(call, after.second_factor);
  call.set_target(call.tenant().id.str());
  call.because(request.reason);
  call.changed(before, after);
  call.later(kSetPolicy, tenant, after.session_idle_seconds, after.session_absolute_seconds,
             after.second_factor, after.password_min_length, call.system_time(),
             after.emergency_access);
  revoke(call, cache_, {.subject = RevokedSubject::tenant, .tenant = tenant});
  co_return after;
}

}  // namespace sangam::suites::platform
