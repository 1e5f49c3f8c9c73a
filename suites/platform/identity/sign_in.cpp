#include "suites/platform/identity/complete_sign_in.h"
#include "suites/platform/identity/password_owner.h"
#include "suites/platform/identity/session_cookie.h"
#include "suites/platform/identity/session_of.h"
#include "suites/platform/identity/session_statements.h"
#include "suites/platform/identity/sessions.h"
#include "suites/platform/identity/sign_in_throttle.h"

namespace sangam::suites::platform {

Task<Session> Sessions::sign_in(api::Call& call, SignIn request) {
  const auto owner = co_await find_password_owner(call, parts_.passwords, request);
  const auto known =
      device_keys(cookie_value(call.cookies(), Cookie::device, call.secure()), owner.account_id);
  const auto factor = co_await parts_.second_factor.demand(
      call, {owner.account_id, owner.realm}, request.code,
      owner.device_known ? known : code_keys(owner.account_id));
  const auto better =
      co_await parts_.passwords.rehash(call.loop(), owner.password_hash, request.password.reveal());
  store::UnitOfWork lookup(*call.pools().auth, store::kNoTenant, call.deadline(),
                           store::Mode::read_only);
  co_await parts_.password_rule.require(lookup, owner.tenant_id, owner.email, owner.role);
  const auto tenant = co_await parts_.tenants.find(lookup, owner.tenant_id);
  const auto policy = co_await read_policy(lookup, owner.tenant_id);
  store::UnitOfWork work(*call.pools().auth, tenant->number, call.deadline(),
                         store::Mode::read_write);
  work.spend_reserve();  // who looks at a server with a full disk signs in first
  co_await parts_.second_factor.spend(call, work, factor);
  if (owner.device_known) forget_failures(work, known);
  if (better) work.later(kReplacePasswordHash, owner.account_id, owner.password_hash, *better);
  co_return co_await complete_sign_in(
      call, work, parts_.roles,
      {.user = {owner.account_id, owner.user_id, owner.name, owner.email, owner.role,
                with_methods({"pwd"}, factor.methods)},
       .tenant = tenant,
       .policy = policy});
}

}  // namespace sangam::suites::platform
