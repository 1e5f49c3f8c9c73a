#include "suites/platform/identity/authenticator.h"

#include <algorithm>

#include "kernel/clock/clock.h"
#include "kernel/store/bytes.h"
#include "kernel/store/disk_reserve.h"
#include "suites/platform/identity/statements.h"
#include "suites/platform/identity/types.h"

namespace sangam::suites::platform {

namespace {

constexpr std::string_view kBearer = "Bearer ";
constexpr std::chrono::seconds kLookupPatience{5};

struct SessionRow {
  std::int32_t tenant_id = 0;
  Uuid id;
  std::string name;
  std::string role;
  Timestamp expires_at;
};
SANGAM_DESCRIBE(SessionRow, (tenant_id, ""), (id, ""), (name, ""), (role, ""), (expires_at, ""))

struct KeyRow {
  std::int32_t tenant_id = 0;
  Uuid id;
  std::string name;
  std::string scopes;
  std::optional<Timestamp> expires_at;
  std::optional<Timestamp> revoked_at;
};
SANGAM_DESCRIBE(KeyRow, (tenant_id, ""), (id, ""), (name, ""), (scopes, ""), (expires_at, ""),
                (revoked_at, ""))

Error wrong_credential() {
  return {Code::unauthenticated, "The credential is wrong, revoked or expired."};
}

store::Bytes to_bytes(const TokenHash& hash) { return {std::string(hash.begin(), hash.end())}; }

// The key in "Authorization: Bearer …"; empty without that header.
std::string_view bearer_of(const http::Request& request) noexcept {
  const auto header = request.header("authorization").value_or("");
  return header.starts_with(kBearer) ? header.substr(kBearer.size()) : std::string_view();
}

}  // namespace

std::string_view session_token_of(const http::Request& request) noexcept {
  auto cookies = request.header("cookie").value_or("");
  while (!cookies.empty()) {
    const auto cookie = cookies.substr(0, cookies.find(';'));
    cookies.remove_prefix(std::min(cookie.size() + 1, cookies.size()));
    const auto start = std::min(cookie.find_first_not_of(' '), cookie.size());
    const auto pair = cookie.substr(start);
    if (pair.starts_with(kSessionCookie) && pair.substr(kSessionCookie.size()).starts_with('='))
      return pair.substr(kSessionCookie.size() + 1);
  }
  return {};
}

api::IdentityPointer PlatformAuthenticator::find_cached(const http::Request& request) {
  auto credential = bearer_of(request);
  if (credential.empty()) credential = session_token_of(request);
  if (credential.empty()) return nullptr;
  return cache_.find(hash_token(credential), clock::system_now());
}

Task<api::IdentityPointer> PlatformAuthenticator::authenticate(const http::Request& request) {
  const auto key = bearer_of(request);
  if (!key.empty()) {
    if (!is_api_key(key)) throw wrong_credential();
    co_return co_await by_key(request, key);
  }
  if (request.header("authorization"))
    throw Error{Code::unauthenticated, "Authorization must be Bearer and an API key."};
  const auto token = session_token_of(request);
  if (token.empty()) co_return nullptr;
  co_return co_await by_session(request, token);
}

Task<api::IdentityPointer> PlatformAuthenticator::by_session(const http::Request& request,
                                                             std::string_view token) {
  const auto now = clock::system_now();
  const auto hash = hash_token(token);
  store::UnitOfWork work(*pools_.pools_of(request.loop()).auth, store::kNoTenant,
                         runtime::Deadline::in(kLookupPatience), store::Mode::read_only);
  const auto session = co_await work.row<SessionRow>(kFindSession, to_bytes(hash));
  // An ended session is no error: signing in again, or signing out, must work with an old cookie.
  if (!session || session->expires_at <= now) co_return nullptr;
  auto identity = std::make_shared<api::Identity>();
  identity->tenant = co_await tenants_.find(work, session->tenant_id);
  auto& principal = identity->principal;
  const bool is_operator = session->role == kOperatorRole;
  principal.kind = is_operator ? api::PrincipalKind::platform_operator : api::PrincipalKind::user;
  principal.id = session->id;
  principal.id_text = UserId{session->id}.str();
  principal.name = session->name;
  principal.role = session->role;
  principal.permissions = roles_.of(session->role);
  identity->by_cookie = true;
  identity->session = hash;
  cache_.insert(hash, identity, now, session->expires_at);
  co_return identity;
}

Task<api::IdentityPointer> PlatformAuthenticator::by_key(const http::Request& request,
                                                         std::string_view key) {
  const auto now = clock::system_now();
  const auto hash = hash_token(key);
  // On a full disk reads go on, and when a key was used last is not told.
  const bool tells = store::has_room();
  store::UnitOfWork work(*pools_.pools_of(request.loop()).auth, store::kNoTenant,
                         runtime::Deadline::in(kLookupPatience),
                         tells ? store::Mode::read_write : store::Mode::read_only);
  const auto row = co_await work.row<KeyRow>(kFindKey, to_bytes(hash));
  const bool valid = row && !row->revoked_at && (!row->expires_at || *row->expires_at > now);
  if (!valid) throw wrong_credential();
  auto identity = std::make_shared<api::Identity>();
  identity->tenant = co_await tenants_.find(work, row->tenant_id);
  auto& principal = identity->principal;
  principal.kind = api::PrincipalKind::api_key;
  principal.id = row->id;
  principal.id_text = ApiKeyId{row->id}.str();
  principal.name = row->name;
  principal.role = "api_key";
  principal.permissions = split_scopes(row->scopes);
  // Told once a look-up, so to within the few seconds that the cache trusts an entry.
  if (tells) work.later(kTouchKey, row->tenant_id, row->id, now);
  co_await work.commit();
  cache_.insert(hash, identity, now, row->expires_at.value_or(Timestamp{INT64_MAX}));
  co_return identity;
}

}  // namespace sangam::suites::platform
