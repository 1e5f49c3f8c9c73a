#include <optional>

#include "suites/platform/identity/account_statements.h"
#include "suites/platform/identity/complete_sign_in.h"
#include "suites/platform/identity/invitations.h"
#include "suites/platform/identity/role_permissions_of.h"
#include "suites/platform/identity/rows.h"
#include "suites/platform/identity/session_of.h"
#include "suites/platform/identity/sign_in_throttle.h"
#include "suites/platform/identity/token_bytes.h"
#include "suites/platform/identity/users.h"

namespace sangam::suites::platform {

namespace {

struct OpenRow {
  std::int32_t tenant_id = 0;
  Uuid id;
  std::string email;
  std::string role;
  std::string tenant_name;
  Timestamp expires_at;
  std::string inviter;
  bool has_account = false;
};
SANGAM_DESCRIBE(OpenRow, (tenant_id, ""), (id, ""), (email, ""), (role, ""), (tenant_name, ""),
                (expires_at, ""), (inviter, ""), (has_account, ""))

struct AccountRow {
  Uuid account_id;
  std::string email;
  std::optional<std::string> password_hash;
};
SANGAM_DESCRIBE(AccountRow, (account_id, ""), (email, ""), (password_hash, ""))

constexpr std::int32_t kOwnRealm = 0;

Error invitation_is_over() {
  return invalid_field("/token", "over",
                       "is accepted, withdrawn or too old: ask to be invited again");
}

}  // namespace

struct Invitations::Open : OpenRow {};

// Of who was invited.
struct Invitations::Account {
  Uuid id;
  std::optional<std::string> new_hash;  // of an account that is to be made
  OfferedFactor factor;
};

Task<Invitations::Open> Invitations::find(api::Call& call, Secret token) {
  store::UnitOfWork lookup(*call.pools().auth, store::kNoTenant, call.deadline(),
                           store::Mode::read_only);
  const auto row =
      co_await lookup.row<OpenRow>(kFindInvitation, hash_bytes(token.reveal()), call.system_time());
  if (!row) throw invitation_is_over();
  co_return Open{*row};
}

Task<OpenInvitation> Invitations::read(api::Call& call, ReadInvitation request) {
  const auto open = co_await find(call, request.token);
  store::UnitOfWork lookup(*call.pools().auth, store::kNoTenant, call.deadline(),
                           store::Mode::read_only);
  const auto policy = co_await read_policy(lookup, open.tenant_id);
  co_return OpenInvitation{.email = open.email,
                           .tenant = open.tenant_name,
                           .role = co_await shown_role(lookup, open.tenant_id, open.role),
                           .invited_by = open.inviter,
                           .has_account = open.has_account,
                           .password_min_length = policy.password_min_length,
                           .expires_at = open.expires_at};
}

Task<Session> Invitations::accept(api::Call& call, AcceptInvitation request) {
  const auto open = co_await find(call, request.token);
  const auto account = co_await account_for(call, open, request);
  const auto now = call.system_time();
  store::UnitOfWork work(*call.pools().auth, open.tenant_id, call.deadline(),
                         store::Mode::read_write);
  co_await second_factor_.spend(call, work, account.factor);
  co_await password_rule_.require(work, open.tenant_id, open.email, open.role);
  // Of two that accept at once the second finds none.
  if (!co_await work.row<IdRow>(kDeleteInvitation, open.tenant_id, open.id))
    throw invitation_is_over();
  // A sandbox's mail is captured: that the address is theirs is not proven by it.
  const auto tenant = co_await tenants_.find(work, open.tenant_id);
  const Uuid user = call.new_id();
  try {
    if (account.new_hash)
      co_await work.run(kInsertAccount, account.id, tenant->sandbox ? open.tenant_id : kOwnRealm,
                        open.email, *account.new_hash, now);
    co_await work.run(kInsertMember, open.tenant_id, user, open.email, request.name, open.role,
                      account.id, now);
  } catch (const store::DatabaseError& error) {
    if (!is_address_taken(error)) throw;
    throw invitation_is_over();
  }
  const auto policy = co_await read_policy(work, open.tenant_id);
  co_return co_await complete_sign_in(
      call, work, roles_,
      {.user = {account.id, user, request.name.str(), open.email, open.role,
                with_methods({"pwd"}, account.factor.methods)},
       .tenant = tenant,
       .policy = policy});
}

// The mail proves the address, not that its account is theirs: that the password does.
Task<Invitations::Account> Invitations::account_for(api::Call& call, Open open,
                                                    AcceptInvitation request) {
  store::UnitOfWork lookup(*call.pools().auth, store::kNoTenant, call.deadline(),
                           store::Mode::read_only);
  const auto existing = co_await lookup.row<AccountRow>(kFindOwnAccount, open.email);
  if (!existing) {
    const auto policy = co_await read_policy(lookup, open.tenant_id);
    auto hash = co_await passwords_.hash_new(
        call.loop(), {"/password", request.password.reveal(), open.email, policy});
    co_return Account{call.new_id(), std::move(hash), {}};
  }
  const auto now = call.system_time();
  const auto keys = stranger_keys(open.email, call.remote_address());
  (co_await SignInPauses::read(lookup, keys, now)).require(keys);
  const bool right = co_await passwords_.verify(call.loop(), existing->password_hash.value_or(""),
                                                request.password.reveal());
  if (right) {
    auto factor = co_await second_factor_.demand(call, {existing->account_id, kOwnRealm},
                                                 request.code, code_keys(existing->account_id));
    co_return Account{existing->account_id, std::nullopt, std::move(factor)};
  }
  store::UnitOfWork count(*call.pools().auth, store::kNoTenant, call.deadline(),
                          store::Mode::read_write);
  count_failure(count, keys, now);
  co_await count.commit();
  throw invalid_field("/password", "wrong", "is not the password of your account");
}

}  // namespace sangam::suites::platform
