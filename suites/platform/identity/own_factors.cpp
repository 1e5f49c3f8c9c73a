#include "suites/platform/identity/own_factors.h"

#include "kernel/mail/mail.h"
#include "kernel/one_time_password/totp.h"
#include "suites/platform/identity/account_statements.h"
#include "suites/platform/identity/factors/recovery_codes.h"
#include "suites/platform/identity/factors/rows.h"
#include "suites/platform/identity/factors/statements.h"
#include "suites/platform/identity/passkey_site.h"
#include "suites/platform/identity/policy.h"
#include "suites/platform/identity/revocations.h"
#include "suites/platform/identity/rows.h"
#include "suites/platform/identity/session_of.h"
#include "suites/platform/identity/session_statements.h"
#include "suites/platform/identity/users.h"

namespace sangam::suites::platform {

namespace {

using factors::Account;
using factors::FactorsRow;
using factors::Passkey;

struct OwnerRow {
  Uuid account_id;
  std::int32_t realm = 0;
  std::string email;
  std::string name;
  std::string role;
};
SANGAM_DESCRIBE(OwnerRow, (account_id, ""), (realm, ""), (email, ""), (name, ""), (role, ""))

struct RemovedPasskeyRow {
  Uuid id;
  std::string name;
};
SANGAM_DESCRIBE(RemovedPasskeyRow, (id, ""), (name, ""))

std::string bytes_of(const Uuid& id) {
  return {reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()};
}

Error no_such_passkey() { return {Code::not_found, "You have no such passkey."}; }

}  // namespace

struct OwnFactors::Owner : OwnerRow {
  Account account() const { return {account_id, realm}; }
};

OwnFactors::OwnFactors(factors::AuthenticatorApps& apps, factors::Passkeys& passkeys,
                       factors::Challenges& challenges, IdentityCache& cache,
                       const PublicAddress& address)
    : apps_(apps),
      passkeys_(passkeys),
      challenges_(challenges),
      cache_(cache),
      address_(address),
      changed_mail_("platform.factor_changed", "How you sign in to {{tenant}} was changed",
                    "{{name}},\n\n{{what}} for your account at {{tenant}}, from the address"
                    " {{address}}.\n\nIf it was not you, change your password at once, look at"
                    " \"Security\" in the console, and tell an owner of {{tenant}}.\n",
                    "<p>{{name}},</p>\n<p>{{what}} for your account at {{tenant}}, from the address"
                    " {{address}}.</p>\n<p>If it was not you, change your password at once, look at"
                    " \"Security\" in the console, and tell an owner of {{tenant}}.</p>\n") {}

// In a transaction of its own: what seals and opens wants none open.
Task<OwnFactors::Owner> OwnFactors::owner(api::Call& call) {
  const auto own = own_account_of(call);
  store::UnitOfWork lookup(*call.pools().auth, store::kNoTenant, call.deadline(),
                           store::Mode::read_only);
  const auto row =
      co_await lookup.row<OwnerRow>(kFindAccountOf, call.tenant().number, call.principal().id);
  if (!row || row->account_id != own)
    throw Error{Code::conflict, "You sign in without an account of your own."};
  co_return Owner{*row};
}

Task<Factors> OwnFactors::get(api::Call& call, Nothing) {
  const auto& account = session_of(call).account;
  Factors factors;
  if (!account) co_return factors;
  const auto has = co_await call.row<FactorsRow>(factors::kFindFactors, *account);
  if (has->app_since) factors.app = AuthenticatorApp{*has->app_since, has->app_used_at};
  factors.passkeys = co_await call.rows<Passkey>(factors::kListPasskeys, *account);
  factors.recovery_codes = has->recovery_codes;
  co_return factors;
}

Task<NewApp> OwnFactors::begin_app(api::Call& call, Nothing) {
  const auto owner = co_await this->owner(call);
  const auto secret = co_await apps_.begin(call, owner.account());
  co_return NewApp{one_time_password::readable(secret),
                   one_time_password::provisioning_uri(secret, call.tenant().name, owner.email)};
}

Task<AddedFactor> OwnFactors::confirm_app(api::Call& call, ConfirmApp request) {
  const auto owner = co_await this->owner(call);
  const auto step = co_await apps_.match(call, owner.account(), request.code.str(), false);
  const bool taken = step && co_await factors::AuthenticatorApps::use(call.work(), owner.account(),
                                                                      *step, call.system_time());
  if (!taken)
    throw invalid_field("/code", "wrong", "is not what the app should show: is its clock right?");
  tell(call, owner, "An authenticator app was added");
  co_return co_await added(call, owner, {"mfa", "otp"}, std::nullopt);
}

Task<Nothing> OwnFactors::remove_app(api::Call& call, Nothing) {
  const auto owner = co_await this->owner(call);
  const auto row = co_await call.row<IdRow>(factors::kRemoveApp, owner.account_id);
  if (!row) throw Error{Code::not_found, "You have no authenticator app."};
  co_await removed(call, owner, "An authenticator app was removed");
  co_return Nothing{};
}

Task<PasskeyCreation> OwnFactors::begin_passkey(api::Call& call, Nothing) {
  const auto& session = session_of(call);
  const auto site = passkey_site(address_);
  const auto owner = co_await this->owner(call);
  const auto challenge = co_await challenges_.make(call, factors::Purpose::enrol, session.id);
  co_return PasskeyCreation{
      .challenge = challenge.text,
      .site_id = site.id,
      .site_name = call.tenant().name,
      .user_id = {bytes_of(owner.account_id)},
      .user_name = owner.email,
      .user_display_name = owner.name,
      .algorithms = {-7, -8, -257},
      .existing = co_await factors::Passkeys::credential_ids(call.work(), owner.account()),
      .seconds = factors::Challenges::kSeconds};
}

Task<AddedFactor> OwnFactors::add_passkey(api::Call& call, factors::NewPasskey request) {
  const auto& session = session_of(call);
  const auto owner = co_await this->owner(call);
  std::vector<std::string> methods;
  auto passkey = co_await passkeys_.add(call, passkey_site(address_), owner.account(), session.id,
                                        request, methods);
  call.set_target(passkey.id.str());
  tell(call, owner, "The passkey \"" + passkey.name + "\" was added");
  co_return co_await added(call, owner, std::move(methods), std::move(passkey));
}

Task<Passkey> OwnFactors::rename_passkey(api::Call& call, RenamePasskey request) {
  const auto owner = co_await this->owner(call);
  call.set_target(request.id.str());
  auto passkey = co_await call.row<Passkey>(factors::kRenamePasskey, owner.account_id, request.id,
                                            request.name);
  if (!passkey) throw no_such_passkey();
  co_return *passkey;
}

Task<Nothing> OwnFactors::remove_passkey(api::Call& call, RemovePasskey request) {
  const auto owner = co_await this->owner(call);
  call.set_target(request.id.str());
  const auto row =
      co_await call.row<RemovedPasskeyRow>(factors::kRemovePasskey, owner.account_id, request.id);
  if (!row) throw no_such_passkey();
  co_await removed(call, owner, "The passkey \"" + row->name + "\" was removed");
  co_return Nothing{};
}

Task<RecoveryCodes> OwnFactors::renew_recovery_codes(api::Call& call, Nothing) {
  const auto owner = co_await this->owner(call);
  const auto has = co_await call.row<FactorsRow>(factors::kFindFactors, owner.account_id);
  if (!has->any())
    throw Error{Code::conflict, "Recovery codes stand in for a second factor: set up one first."};
  tell(call, owner, "New recovery codes were made");
  co_return RecoveryCodes{factors::renew_recovery_codes(call.work(), owner.account())};
}

Task<Nothing> OwnFactors::reset(api::Call& call, ResetFactors request) {
  call.set_target(request.id.str());
  call.because(request.reason);
  const auto owner = co_await call.row<OwnerRow>(kFindAccountOf, call.tenant().number, request.id);
  if (!owner) throw Error{Code::not_found, "There is no such user with factors of their own."};
  if (owner->realm != call.tenant().number)
    throw Error{Code::refused, "The account is the user's own: only they can change its factors."};
  if (owner->role == name(Role::owner)) require_owner(call);
  call.later(factors::kRemoveApp, owner->account_id);
  call.later(factors::kRemovePasskeys, owner->account_id);
  call.later(factors::kRemoveRecoveryCodes, owner->account_id);
  // Whoever has what was lost may have a session too, or have let a program in.
  call.later(kDistrustAccount, owner->account_id, call.system_time());
  call.later(kEndUserSessions, call.tenant().number, request.id);
  revoke(call, cache_,
         {.subject = RevokedSubject::user, .tenant = call.tenant().number, .id = request.id.value});
  tell(call, {*owner}, "All second factors were removed by an administrator");
  co_return Nothing{};
}

// The session has shown the factor that it sets up.
Task<AddedFactor> OwnFactors::added(api::Call& call, Owner owner, std::vector<std::string> methods,
                                    std::optional<Passkey> passkey) {
  const auto& session = session_of(call);
  AddedFactor added{.passkey = std::move(passkey)};
  const auto has = co_await call.row<FactorsRow>(factors::kFindFactors, owner.account_id);
  if (has->recovery_codes == 0)
    added.recovery_codes = factors::renew_recovery_codes(call.work(), owner.account());
  call.later(kProveSession, session.id, call.system_time(),
             join_words(with_methods(session.methods, std::move(methods))));
  revoke(call, cache_, EndedSessionRow{session.id, call.tenant().number}.revocation());
  co_return added;
}

// What the tenant asks for must remain.
Task<void> OwnFactors::removed(api::Call& call, Owner owner, std::string what) {
  const auto has = co_await call.row<FactorsRow>(factors::kFindFactors, owner.account_id);
  const auto policy = co_await read_policy(call.work(), call.tenant().number);
  const bool enough = policy.second_factor == SecondFactor::optional || has->passkeys > 0 ||
                      (policy.second_factor == SecondFactor::required && has->any());
  if (!enough)
    throw Error{Code::refused,
                "Your organisation asks for it: set up another before you remove it."};
  if (!has->any()) call.later(factors::kRemoveRecoveryCodes, owner.account_id);
  tell(call, owner, std::move(what));
}

void OwnFactors::tell(api::Call& call, const Owner& owner, std::string what) {
  mail::send(call, changed_mail_.letter({.name = owner.name, .address = owner.email},
                                        {owner.name, call.tenant().name, std::move(what),
                                         std::string(call.remote_address())}));
}

}  // namespace sangam::suites::platform
