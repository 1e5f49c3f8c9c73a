#include "suites/platform/identity/account_statements.h"
#include "suites/platform/identity/passkey_site.h"
#include "suites/platform/identity/revocations.h"
#include "suites/platform/identity/rows.h"
#include "suites/platform/identity/session_cookie.h"
#include "suites/platform/identity/session_of.h"
#include "suites/platform/identity/session_statements.h"
#include "suites/platform/identity/sessions.h"
#include "suites/platform/identity/sign_in_throttle.h"
#include "suites/platform/identity/token_bytes.h"

namespace sangam::suites::platform {

namespace {

// What a replaced token is still good for: requests that are on their way.
constexpr std::int64_t kGraceNanoseconds = 60 * kNanosecondsPerSecond;

}  // namespace

// What was shown, to be spent with the session's new token.
struct Sessions::Proof {
  std::vector<std::string> methods;
  std::optional<OfferedFactor> factor;
  std::optional<factors::VerifiedPasskey> passkey;
  ThrottleKeys keys;  // whose failures are forgotten
};

Task<PasskeyRequest> Sessions::ask(api::Call& call, factors::Purpose purpose, Uuid subject) {
  const auto site = passkey_site(parts_.address);
  const auto challenge = co_await parts_.challenges.make(call, purpose, subject);
  co_return PasskeyRequest{challenge.text, site.id, factors::Challenges::kSeconds};
}

Task<PasskeyRequest> Sessions::ask_proof(api::Call& call, Nothing) {
  return ask(call, factors::Purpose::prove, session_of(call).id);
}

// Whoever has the session could guess: counted like sign-ins of this browser.
Task<Sessions::Proof> Sessions::prove_by_password(api::Call& call, Secret password,
                                                  std::optional<FactorCode> code) {
  const auto now = call.system_time();
  const auto own = own_account_of(call);
  store::UnitOfWork lookup(*call.pools().auth, store::kNoTenant, call.deadline(),
                           store::Mode::read_only);
  const auto account = co_await lookup.row<PasswordRow>(kFindPasswordHash, call.tenant().number,
                                                        call.principal().id);
  if (!account || account->account_id != own)
    throw Error{Code::conflict, "You have no password here: sign in again with your passkey."};
  const auto keys = device_keys(to_base32(session_of(call).id), account->account_id);
  (co_await SignInPauses::read(lookup, keys, now)).require(keys);
  const bool right =
      co_await parts_.passwords.verify(call.loop(), account->password_hash, password.reveal());
  if (!right) {
    store::UnitOfWork work(*call.pools().auth, store::kNoTenant, call.deadline(),
                           store::Mode::read_write);
    count_failure(work, keys, now);
    co_await work.commit();
    throw Error{
        Code::invalid, "The password is wrong.", {{"/password", "wrong", "is not your password"}}};
  }
  auto factor =
      co_await parts_.second_factor.demand(call, {account->account_id, account->realm}, code, keys);
  auto methods = with_methods({"pwd"}, factor.methods);
  co_return Proof{.methods = std::move(methods), .factor = std::move(factor), .keys = keys};
}

Task<Sessions::Proof> Sessions::prove_by_passkey(api::Call& call, factors::PasskeyReply reply) {
  auto verified = co_await parts_.passkeys.verify(
      call, passkey_site(parts_.address), factors::Purpose::prove, session_of(call).id, reply);
  if (own_account_of(call) != verified.account)
    throw Error{Code::invalid,
                "The passkey is of another account.",
                {{"/passkey", "wrong", "is of another account"}}};
  auto methods = factors::methods_of(verified.credential);
  co_return Proof{.methods = std::move(methods), .passkey = std::move(verified)};
}

Task<Session> Sessions::prove(api::Call& call, ProveSession request) {
  const auto& session = session_of(call);
  if (!request.passkey && !request.password)
    throw invalid_field("/password", "required", "is needed, or a passkey");
  const auto proof = request.passkey
                         ? co_await prove_by_passkey(call, *request.passkey)
                         : co_await prove_by_password(call, *request.password, request.code);
  const auto now = call.system_time();
  const auto token = make_session_token();
  const auto methods = with_methods(session.methods, proof.methods);
  const auto revocation = EndedSessionRow{session.id, call.tenant().number}.revocation();
  store::UnitOfWork work(*call.pools().auth, call.tenant().number, call.deadline(),
                         store::Mode::read_write);
  if (proof.factor) co_await parts_.second_factor.spend(call, work, *proof.factor);
  if (proof.passkey) co_await factors::Passkeys::use(work, *proof.passkey, now);
  if (!proof.keys.empty()) forget_failures(work, proof.keys);
  work.later(kProveSession, session.id, now, join_words(methods));
  work.later(kReplaceToken, session.id, hash_bytes(token), now,
             Timestamp{now.nanoseconds + kGraceNanoseconds});
  record_revocation(work, revocation, now);
  call.set_target(SessionId{session.id}.str());
  call.audit(work);
  co_await work.commit();
  parts_.cache.evict(revocation);
  auto described = co_await describe(call);
  described.proven_at = now;
  described.methods = methods;
  call.reply().set_cookies = {
      session_cookie(token, described.expires_at.value_or(now), now, call.secure())};
  co_return described;
}

}  // namespace sangam::suites::platform
