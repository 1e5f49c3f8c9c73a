#include "suites/platform/identity/complete_sign_in.h"
#include "suites/platform/identity/passkey_site.h"
#include "suites/platform/identity/session_statements.h"
#include "suites/platform/identity/sessions.h"

namespace sangam::suites::platform {

namespace {

// Where an account is a member, and was last.
struct MembershipRow {
  Uuid account_id;
  std::int32_t realm = 0;
  std::string email;
  std::int32_t tenant_id = 0;
  Uuid user_id;
  std::string name;
  std::string role;
};
SANGAM_DESCRIBE(MembershipRow, (account_id, ""), (realm, ""), (email, ""), (tenant_id, ""),
                (user_id, ""), (name, ""), (role, ""))

}  // namespace

Task<PasskeyRequest> Sessions::ask_passkey(api::Call& call, Nothing) {
  return ask(call, factors::Purpose::sign_in, Uuid{});
}

Task<Session> Sessions::sign_in_by_passkey(api::Call& call, SignInByPasskey request) {
  const auto verified = co_await parts_.passkeys.verify(
      call, passkey_site(parts_.address), factors::Purpose::sign_in, Uuid{}, request.passkey);
  store::UnitOfWork lookup(*call.pools().auth, store::kNoTenant, call.deadline(),
                           store::Mode::read_only);
  const auto user = co_await lookup.row<MembershipRow>(
      kFindMembership, verified.account, request.tenant ? request.tenant->str() : std::string());
  if (!user) throw Error{Code::unauthenticated, "The passkey's owner is no member there."};
  co_await parts_.password_rule.require(lookup, user->tenant_id, user->email, user->role);
  const auto tenant = co_await parts_.tenants.find(lookup, user->tenant_id);
  const auto policy = co_await read_policy(lookup, user->tenant_id);
  store::UnitOfWork work(*call.pools().auth, tenant->number, call.deadline(),
                         store::Mode::read_write);
  work.spend_reserve();
  co_await factors::Passkeys::use(work, verified, call.system_time());
  co_return co_await complete_sign_in(
      call, work, parts_.roles,
      {.user = {user->account_id, user->user_id, user->name, user->email, user->role,
                factors::methods_of(verified.credential)},
       .tenant = tenant,
       .policy = policy});
}

}  // namespace sangam::suites::platform
