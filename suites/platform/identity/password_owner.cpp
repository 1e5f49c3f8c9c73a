#include "suites/platform/identity/password_owner.h"

#include <algorithm>

#include "kernel/runtime/event_loop.h"
#include "suites/platform/identity/session_cookie.h"
#include "suites/platform/identity/session_statements.h"
#include "suites/platform/identity/sign_in_throttle.h"
#include "suites/platform/identity/token_bytes.h"

namespace sangam::suites::platform {

namespace {

// Accounts of one address that are looked at: who has more names the tenant.
constexpr std::size_t kAccountsTried = 4;
// Longer than trying so many takes, or the time would tell how many accounts an address has.
constexpr std::chrono::milliseconds kRefusedAfter{150};

struct Attempt {
  PasswordOwner owner;
  ThrottleKeys keys;
};

Error refused() { return {Code::unauthenticated, "The e-mail address or the password is wrong."}; }

Error ambiguous() {
  return {Code::conflict,
          "Your address is known to several tenants: name one.",
          {{"/tenant", "required", "is needed to tell which tenant"}}};
}

// One row an account: where it was used last. An address that nobody has is tried too, so that it
// costs what a wrong password does.
std::vector<Attempt> attempts_of(std::vector<PasswordOwner> owners, const Email& email,
                                 std::string_view device, std::string_view remote_address) {
  const auto rest = std::ranges::unique(owners, {}, &PasswordOwner::account_id);
  owners.erase(rest.begin(), rest.end());
  if (owners.size() > kAccountsTried) owners.resize(kAccountsTried);
  if (owners.empty()) owners.emplace_back();
  std::vector<Attempt> attempts;
  for (auto& owner : owners) {
    auto keys = owner.device_known ? device_keys(device, owner.account_id)
                                   : stranger_keys(email.str(), remote_address);
    attempts.push_back({std::move(owner), std::move(keys)});
  }
  return attempts;
}

// Each once: a failure counts once for a network, however many accounts were tried.
ThrottleKeys keys_of(const std::vector<Attempt>& attempts) {
  ThrottleKeys keys;
  for (const auto& attempt : attempts)
    keys.insert(keys.end(), attempt.keys.begin(), attempt.keys.end());
  std::ranges::sort(keys, {}, &store::Bytes::value);
  const auto rest = std::ranges::unique(keys, {}, &store::Bytes::value);
  keys.erase(rest.begin(), rest.end());
  return keys;
}

Task<void> count_failures(api::Call& call, ThrottleKeys keys) {
  store::UnitOfWork work(*call.pools().auth, store::kNoTenant, call.deadline(),
                         store::Mode::read_write);
  count_failure(work, keys, call.system_time());
  co_await work.commit();
}

}  // namespace

Task<PasswordOwner> find_password_owner(api::Call& call, Passwords& passwords, SignIn request) {
  passwords.require_room();
  const auto refused_at = runtime::Deadline::in(kRefusedAfter);
  const std::string device(cookie_value(call.cookies(), Cookie::device, call.secure()));
  store::UnitOfWork lookup(*call.pools().auth, store::kNoTenant, call.deadline(),
                           store::Mode::read_only);
  auto owners = co_await lookup.rows<PasswordOwner>(
      kSignInCandidates, request.email, request.tenant ? request.tenant->str() : std::string(),
      hash_bytes(device));
  const auto attempts =
      attempts_of(std::move(owners), request.email, device, call.remote_address());
  const auto pauses = co_await SignInPauses::read(lookup, keys_of(attempts), call.system_time());
  std::vector<Attempt> right;
  std::vector<Attempt> wrong;
  for (const auto& attempt : attempts) {
    if (!pauses.admit(attempt.keys)) continue;
    const bool matches = co_await passwords.verify(call.loop(), attempt.owner.password_hash,
                                                   request.password.reveal());
    (matches ? right : wrong).push_back(attempt);
  }
  if (right.empty() && wrong.empty()) pauses.require(keys_of(attempts));
  if (!wrong.empty()) co_await count_failures(call, keys_of(wrong));
  if (right.size() == 1) co_return right.front().owner;
  if (!right.empty()) throw ambiguous();
  co_await runtime::sleep(call.loop(), refused_at.remaining());
  pauses.require(keys_of(attempts));
  throw refused();
}

}  // namespace sangam::suites::platform
