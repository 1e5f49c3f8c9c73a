#include "suites/platform/identity/authenticator.h"

#include <algorithm>

#include "kernel/clock/clock.h"
#include "kernel/store/disk_reserve.h"
#include "kernel/telemetry/log.h"
#include "suites/platform/identity/key_identity.h"
#include "suites/platform/identity/open_session.h"
#include "suites/platform/identity/role_permissions_of.h"
#include "suites/platform/identity/session_cookie.h"
#include "suites/platform/identity/session_lookup.h"
#include "suites/platform/identity/session_statements.h"
#include "suites/platform/identity/statements.h"
#include "suites/platform/identity/types.h"

namespace sangam::suites::platform {

namespace {

constexpr std::string_view kBearer = "Bearer ";
constexpr std::string_view kProven = "DPoP ";
constexpr std::chrono::seconds kLookupPatience{5};

Error wrong_credential() {
  return {Code::unauthenticated, "The credential is wrong, revoked or expired."};
}

// The key in "Authorization: Bearer …"; empty without that header.
std::string_view bearer_of(const http::Request& request) noexcept {
  const auto header = request.header("authorization").value_or("");
  return header.starts_with(kBearer) ? header.substr(kBearer.size()) : std::string_view();
}

std::string_view session_token_of(const http::Request& request) noexcept {
  return cookie_value(request.header("cookie").value_or(""), Cookie::session, request.secure());
}

api::Principal principal_of(const FoundSession& session) {
  api::Principal principal;
  const bool is_operator = session.role == kOperatorRole;
  principal.kind = is_operator ? api::PrincipalKind::platform_operator : api::PrincipalKind::user;
  principal.id = session.user_id;
  principal.id_text = UserId{session.user_id}.str();
  principal.name = session.name;
  principal.role = session.role;
  return principal;
}

// Support does the business and looks; who may do what is not theirs to change.
void act_as_support(api::Identity& identity, const FoundSession& session) {
  identity.impersonation = api::Impersonation{UserId{*session.impersonator}.str(),
                                              session.impersonator_name.value_or(""),
                                              session.expires_at, session.emergency};
  std::erase_if(identity.principal.permissions, [&](const std::string& permission) {
    return !permission.ends_with(":read") && (session.emergency || is_administrative(permission));
  });
}

api::SessionFacts facts_of(const FoundSession& session) {
  api::SessionFacts facts;
  facts.id = session.id;
  facts.account = session.account_id;
  facts.proven_at = session.proven_at;
  facts.methods = split_words(session.methods);
  facts.must_enrol = lacks_factor(session.second_factor, facts.methods);
  return facts;
}

bool may_come_from(const api::Identity& identity, const http::Request& request) {
  return identity.networks.empty() ||
         http::client::contains(identity.networks, request.remote_address());
}

// A read goes on though its session's renewal cannot be written: the next one tries again.
Task<std::string> kept_up(store::Pool& pool, FoundSession session, TokenHash token, Timestamp now) {
  try {
    co_return co_await keep_up(pool, std::move(session), token, now);
  } catch (const std::exception& failure) {
    log::warning("a session was not renewed", {{"reason", failure.what()}});
  }
  co_return std::string();
}

}  // namespace

api::IdentityPointer PlatformAuthenticator::find_cached(const http::Request& request) {
  // A signature is good for one request.
  if (request.header("signature-input")) return nullptr;
  auto credential = bearer_of(request);
  if (credential.empty() && !request.header("authorization"))
    credential = session_token_of(request);
  if (credential.empty()) return nullptr;
  auto identity = cache_.find(hash_token(credential), clock::system_now());
  return identity && may_come_from(*identity, request) ? identity : nullptr;
}

Task<api::Authentication> PlatformAuthenticator::authenticate(const http::Request& request) {
  if (request.header("signature-input"))
    if (auto identity = co_await by_signature(request))
      co_return api::Authentication{std::move(identity), {}};
  const auto key = bearer_of(request);
  if (!key.empty()) {
    if (is_api_key(key)) co_return api::Authentication{co_await by_key(request, key), {}};
    co_return api::Authentication{co_await by_access_token(request, key), {}};
  }
  if (const auto header = request.header("authorization")) {
    if (!header->starts_with(kProven))
      throw Error{Code::unauthenticated,
                  "Authorization must be Bearer and an API key, or an access token."};
    // A proof is good for one request, so nothing is remembered.
    const auto epoch = cache_.epoch();
    const auto read = co_await access_tokens_.read(request, header->substr(kProven.size()), true);
    auto identity = std::make_shared<api::Identity>(*read.identity);
    identity->revocations_before = epoch;
    co_return api::Authentication{std::move(identity), {}};
  }
  const auto token = session_token_of(request);
  if (token.empty()) co_return api::Authentication{};
  co_return co_await by_session(request, token);
}

Task<api::IdentityPointer> PlatformAuthenticator::by_signature(const http::Request& request) {
  const auto epoch = cache_.epoch();
  auto identity = co_await signatures_.read(request);
  if (!identity) co_return nullptr;
  identity->revocations_before = epoch;
  co_return identity;
}

Task<api::IdentityPointer> PlatformAuthenticator::by_access_token(const http::Request& request,
                                                                  std::string_view token) {
  const auto now = clock::system_now();
  const auto epoch = cache_.epoch();
  const auto read = co_await access_tokens_.read(request, token, false);
  auto identity = std::make_shared<api::Identity>(*read.identity);
  identity->revocations_before = epoch;
  if (!read.for_this_request)
    cache_.insert(hash_token(token), identity, epoch, now, read.valid_until);
  co_return identity;
}

Task<api::Authentication> PlatformAuthenticator::by_session(const http::Request& request,
                                                            std::string_view token) {
  const auto now = clock::system_now();
  const auto hash = hash_token(token);
  const auto epoch = cache_.epoch();
  auto& pool = *pools_.pools_of(request.loop()).auth;
  store::UnitOfWork work(pool, store::kNoTenant, runtime::Deadline::in(kLookupPatience),
                         store::Mode::read_only);
  const auto session = co_await work.row<FoundSession>(kFindSession, to_bytes(hash));
  // An ended session is no error: signing in again, or signing out, must work with an old cookie.
  if (!session || !is_alive(*session, now)) co_return api::Authentication{};
  if (is_stolen(*session, now)) {
    co_await end_stolen(pool, *session, now);
    cache_.evict(
        {.subject = RevokedSubject::session, .tenant = session->tenant_id, .id = session->id});
    co_return api::Authentication{};
  }
  auto identity = std::make_shared<api::Identity>();
  identity->tenant = co_await tenants_.find(work, session->tenant_id);
  identity->tenant_status = session->tenant_status;
  identity->principal = principal_of(*session);
  identity->principal.permissions =
      co_await permissions_of_role(work, roles_, session->tenant_id, session->role);
  if (session->impersonator) act_as_support(*identity, *session);
  identity->session = facts_of(*session);
  identity->by_cookie = true;
  identity->valid_until = good_until(*session);
  identity->revocations_before = epoch;
  api::Authentication authentication{identity, {}};
  // On a full disk reads go on, and that a session was used is not told.
  if (wants_writing(*session, now) && store::has_room()) {
    const auto offered = co_await kept_up(pool, *session, hash, now);
    if (!offered.empty())
      authentication.set_cookie =
          session_cookie(offered, session->expires_at, now, request.secure());
  }
  cache_.insert(hash, identity, epoch, now, good_until(*session));
  co_return authentication;
}

Task<api::IdentityPointer> PlatformAuthenticator::by_key(const http::Request& request,
                                                         std::string_view key) {
  const auto now = clock::system_now();
  const auto hash = hash_token(key);
  const auto epoch = cache_.epoch();
  // On a full disk reads go on, and when a key was used last is not told.
  const bool tells = store::has_room();
  store::UnitOfWork work(*pools_.pools_of(request.loop()).auth, store::kNoTenant,
                         runtime::Deadline::in(kLookupPatience),
                         tells ? store::Mode::read_write : store::Mode::read_only);
  const auto found = co_await work.row<UsedKey>(kFindKey, to_bytes(hash));
  if (!found || !is_good(*found, now)) throw wrong_credential();
  require_place(*found, request);
  auto identity = co_await identity_of(work, tenants_, *found);
  identity->revocations_before = epoch;
  // Told once a look-up, so to within the few seconds that the cache trusts an entry.
  if (tells) work.later(kTouchKey, found->tenant_id, found->id, now);
  co_await work.commit();
  // Whether its certificate was shown is asked each time.
  if (!found->certificate().any()) cache_.insert(hash, identity, epoch, now, identity->valid_until);
  co_return identity;
}

}  // namespace sangam::suites::platform
