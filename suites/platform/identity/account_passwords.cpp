#include "suites/platform/identity/account_passwords.h"

#include "kernel/api/operation.h"
#include "kernel/mail/mail.h"
#include "kernel/runtime/event_loop.h"
#include "kernel/store/kernel_statements.h"
#include "kernel/telemetry/log.h"
#include "suites/platform/identity/account_statements.h"
#include "suites/platform/identity/operators.h"
#include "suites/platform/identity/revocations.h"
#include "suites/platform/identity/rows.h"
#include "suites/platform/identity/session_of.h"
#include "suites/platform/identity/session_statements.h"
#include "suites/platform/identity/token_bytes.h"

namespace sangam::suites::platform {

namespace {

constexpr std::int64_t kLinkNanoseconds = 3'600 * kNanosecondsPerSecond;
constexpr std::int64_t kLinksAtOnce = 3;
// Longer than looking up an account and queueing its mail takes.
constexpr std::chrono::milliseconds kReplyAfter{250};

struct OwnerRow {
  Uuid account_id;
  std::int32_t realm = 0;
  std::int32_t tenant_id = 0;
  Uuid user_id;
  std::string name;
  std::string email;
};
SANGAM_DESCRIBE(OwnerRow, (account_id, ""), (realm, ""), (tenant_id, ""), (user_id, ""), (name, ""),
                (email, ""))

// Who administers a tenant may read mail that was captured there: a link to a person's own account
// goes by the platform's mail, which its operators alone can read.
std::int32_t mails_by(const OwnerRow& owner) {
  return owner.realm == 0 ? kPlatformTenant : owner.tenant_id;
}

struct MemberRow {
  std::int32_t tenant_id = 0;
  Uuid user_id;
};
SANGAM_DESCRIBE(MemberRow, (tenant_id, ""), (user_id, ""))

struct TenantNumberRow {
  std::int32_t tenant_id = 0;
};
SANGAM_DESCRIBE(TenantNumberRow, (tenant_id, ""))

Error link_is_over() {
  return invalid_field("/token", "over", "is used or too old: ask for another mail");
}

}  // namespace

struct AccountPasswords::Owner : OwnerRow {};

AccountPasswords::AccountPasswords(Passwords passwords, TenantDirectory& tenants,
                                   IdentityCache& cache, const PublicAddress& address)
    : passwords_(passwords),
      tenants_(tenants),
      cache_(cache),
      address_(address),
      reset_mail_("platform.password_reset", "Choose a new password for {{tenant}}",
                  "{{name}},\n\nsomebody, we hope you, asked to choose a new password for your"
                  " account at {{tenant}}. This link is good for an hour and for once:\n\n"
                  "{{link}}\n\nIf it was not you, there is nothing to do: your password stays.\n",
                  "<p>{{name}},</p>\n<p>somebody, we hope you, asked to choose a new password for"
                  " your account at {{tenant}}.</p>\n"
                  "<p><a href=\"{{link}}\">Choose a new password</a></p>\n"
                  "<p>The link is good for an hour and for once. If it was not you, there is"
                  " nothing to do: your password stays.</p>\n"),
      changed_mail_("platform.password_changed", "Your password for {{tenant}} was changed",
                    "{{name}},\n\nthe password of your account at {{tenant}} was changed, from the"
                    " address {{address}}, and every other session was ended.\n\n"
                    "If it was not you, choose a new password at once with \"Forgotten password\""
                    " on the sign-in page, and tell an owner of {{tenant}}.\n",
                    "<p>{{name}},</p>\n<p>the password of your account at {{tenant}} was changed,"
                    " from the address {{address}}, and every other session was ended.</p>\n"
                    "<p>If it was not you, choose a new password at once with \"Forgotten"
                    " password\" on the sign-in page, and tell an owner of {{tenant}}.</p>\n") {}

Task<Nothing> AccountPasswords::request_reset(api::Call& call, RequestPasswordReset request) {
  const auto reply_at = runtime::Deadline::in(kReplyAfter);
  try {
    co_await mail_links(call, request.email);
  } catch (const std::exception& failure) {
    // Told alike: who may not learn of an account does not learn of its troubles.
    log::warning(*call.trace(), "a password reset was not mailed", {{"reason", failure.what()}});
  }
  co_await runtime::sleep(call.loop(), reply_at.remaining());
  co_return Nothing{};
}

Task<void> AccountPasswords::mail_links(api::Call& call, Email email) {
  store::UnitOfWork lookup(*call.pools().auth, store::kNoTenant, call.deadline(),
                           store::Mode::read_only);
  const auto owners = co_await lookup.rows<OwnerRow>(kAccountsToReset, email);
  for (const auto& owner : owners)
    co_await mail_link(call, {owner});
}

Task<void> AccountPasswords::mail_link(api::Call& call, Owner owner) {
  const auto now = call.system_time();
  const auto token = make_session_token();
  store::UnitOfWork work(*call.pools().auth, mails_by(owner), call.deadline(),
                         store::Mode::read_write);
  const auto row = co_await work.row<TenantNumberRow>(
      kInsertToken, hash_bytes(token), owner.account_id, owner.tenant_id, owner.user_id,
      Timestamp{now.nanoseconds + kLinkNanoseconds}, now, kLinksAtOnce);
  if (!row) co_return;
  const auto tenant = co_await tenants_.find(work, owner.tenant_id);
  mail::send(
      work, {.id = call.new_id(), .now = now, .sandbox = tenant->sandbox && owner.realm != 0},
      reset_mail_.letter({.name = owner.name, .address = owner.email},
                         {owner.name, tenant->name, address_.page("/reset-password", token)}));
  co_await work.commit();
}

Task<Nothing> AccountPasswords::reset(api::Call& call, ResetPassword request) {
  const auto hash = hash_bytes(request.token.reveal());
  store::UnitOfWork lookup(*call.pools().auth, store::kNoTenant, call.deadline(),
                           store::Mode::read_only);
  const auto owner = co_await lookup.row<OwnerRow>(kFindToken, hash, call.system_time());
  if (!owner) throw link_is_over();
  const auto policy = co_await read_policy(lookup, owner->tenant_id);
  auto password = co_await passwords_.hash_new(
      call.loop(), {"/password", request.password.reveal(), owner->email, policy});
  store::UnitOfWork work(*call.pools().auth, owner->tenant_id, call.deadline(),
                         store::Mode::read_write);
  // Locked by its deletion: of two requests with one link the second finds none.
  const auto used = co_await work.row<TenantNumberRow>(kUseToken, hash);
  if (!used) throw link_is_over();
  co_await replace(call, work, {*owner}, std::move(password), Uuid{});
  co_return Nothing{};
}

Task<Nothing> AccountPasswords::change(api::Call& call, ChangePassword request) {
  const auto own = own_account_of(call);
  const auto tenant = call.tenant().number;
  store::UnitOfWork lookup(*call.pools().auth, store::kNoTenant, call.deadline(),
                           store::Mode::read_only);
  const auto account =
      co_await lookup.row<PasswordRow>(kFindPasswordHash, tenant, call.principal().id);
  if (!account || account->account_id != own)
    throw Error{Code::conflict, "You sign in without a password."};
  const auto policy = co_await read_policy(lookup, tenant);
  auto password = co_await passwords_.hash_new(
      call.loop(), {"/password", request.password.reveal(), account->email, policy});
  store::UnitOfWork work(*call.pools().auth, tenant, call.deadline(), store::Mode::read_write);
  Owner owner;
  owner.account_id = account->account_id;
  owner.tenant_id = tenant;
  owner.user_id = call.principal().id;
  owner.name = call.principal().name;
  owner.email = account->email;
  co_await replace(call, work, std::move(owner), std::move(password), session_of(call).id);
  co_return Nothing{};
}

// Commits `work`, which is of the owner's tenant.
Task<void> AccountPasswords::replace(api::Call& call, store::UnitOfWork& work, Owner owner,
                                     std::string hash, Uuid but_session) {
  const auto now = call.system_time();
  const auto tenant = co_await tenants_.find(work, owner.tenant_id);
  work.later(kSetPassword, owner.account_id, hash, now);
  work.later(kDropTokens, owner.account_id);
  std::vector<Revocation> revocations;
  for (const auto& member : co_await work.rows<MemberRow>(kMembersOfAccount, owner.account_id)) {
    revocations.push_back(
        {.subject = RevokedSubject::user, .tenant = member.tenant_id, .id = member.user_id});
    record_revocation(work, revocations.back(), now);
  }
  work.later(kEndAccountSessions, owner.account_id, but_session);
  work.later(kEndSupportOfAccount, owner.account_id);
  mail::send(work, {.id = call.new_id(), .now = now, .sandbox = tenant->sandbox},
             changed_mail_.letter({.name = owner.name, .address = owner.email},
                                  {owner.name, tenant->name, std::string(call.remote_address())}));
  work.later(store::kAudit, call.new_id(), now, UserId{owner.user_id}.str(), "user",
             call.operation().name, call.request_id(), UserId{owner.user_id}.str(), "done",
             std::optional<std::string>());
  co_await work.commit();
  for (const auto& revocation : revocations)
    cache_.evict(revocation);
}

}  // namespace sangam::suites::platform
