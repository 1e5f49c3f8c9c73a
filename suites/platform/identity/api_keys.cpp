#include "suites/platform/identity/api_keys.h"

#include <algorithm>

#include "suites/platform/identity/plans.h"
#include "suites/platform/identity/revocations.h"
#include "suites/platform/identity/role_permissions_of.h"
#include "suites/platform/identity/rows.h"
#include "suites/platform/identity/statements.h"
#include "suites/platform/identity/subjects.h"
#include "suites/platform/identity/token_bytes.h"

namespace sangam::suites::platform {

namespace {

struct ApiKeyRow {
  Uuid id;
  std::string name;
  std::string prefix;
  std::string scopes;
  Timestamp created_at;
  std::optional<Timestamp> expires_at;
  std::optional<Timestamp> last_used_at;
  std::string networks;
  std::optional<Timestamp> previous_until;
  ApiKeyKind kind = ApiKeyKind::bearer;
  std::optional<std::string> certificate_thumbprint;
  std::optional<std::string> certificate_subject;
  std::optional<std::string> certificate_issuer;
};
SANGAM_DESCRIBE(ApiKeyRow, (id, ""), (name, ""), (prefix, ""), (scopes, ""), (created_at, ""),
                (expires_at, ""), (last_used_at, ""), (networks, ""), (previous_until, ""),
                (kind, ""), (certificate_thumbprint, ""), (certificate_subject, ""),
                (certificate_issuer, ""))

ApiKey to_key(const ApiKeyRow& row) {
  ApiKey key;
  key.id = {row.id};
  key.name = row.name;
  key.prefix = row.prefix;
  key.scopes = split_words(row.scopes);
  key.created_at = row.created_at;
  key.expires_at = row.expires_at;
  key.last_used_at = row.last_used_at;
  key.networks = split_words(row.networks);
  key.previous_until = row.previous_until;
  key.kind = row.kind;
  key.certificate =
      to_bound({row.certificate_thumbprint, row.certificate_subject, row.certificate_issuer});
  return key;
}

std::vector<std::string> scopes_of(const CreateApiKey& request, const RolePermissions& roles) {
  if (!request.scopes) return roles.of(name(request.role.value_or(Role::member)));
  if (request.role) throw invalid_field("/scopes", "excludes_role", "cannot be given with a role");
  std::vector<std::string> scopes;
  std::vector<FieldProblem> problems;
  for (std::size_t i = 0; i < request.scopes->size(); ++i) {
    const auto& scope = (*request.scopes)[i].str();
    if (!roles.exists(scope))
      problems.push_back({"/scopes/" + std::to_string(i), "unknown_value", "is no permission"});
    scopes.push_back(scope);
  }
  if (!problems.empty())
    throw Error{Code::invalid, "Some scopes are no permissions.", std::move(problems)};
  std::ranges::sort(scopes);
  return scopes;
}

Error no_such_key() { return {Code::not_found, "There is no such key."}; }

// A day: long enough to bring the new secret to every program.
constexpr std::int64_t kDefaultOverlap = 86'400;

std::vector<std::string> texts_of(const std::vector<http::client::IpNetwork>& networks) {
  std::vector<std::string> texts;
  for (const auto& network : networks)
    network.format(texts.emplace_back());
  return texts;
}

// A key made by a key is of the person who made the first: it is they who answer for it.
Task<Uuid> maker_of(api::Call& call) {
  const auto& me = call.principal();
  if (me.kind != api::PrincipalKind::api_key) co_return me.id;
  const auto key =
      co_await find_key_subject(call.work(), call.tenant().number, {me.id}, call.system_time());
  co_return key ? key->created_by : me.id;
}

}  // namespace

Task<api::Page<ApiKey>> ApiKeys::list(api::Call& call, api::Paging paging) {
  api::ListStatement list("platform.api_keys.list",
                          "select " SANGAM_KEY_COLUMNS
                          " from platform.api_keys where tenant_id = $1 and revoked_at is null",
                          call);
  list.sorts({{"created_at", "created_at", "int8"}}, {"id", "id", "uuid"});
  auto rows = co_await list.page<ApiKeyRow>(call, paging);
  api::Page<ApiKey> page;
  for (const auto& row : rows.items)
    page.items.push_back(to_key(row));
  page.next = std::move(rows.next);
  co_return page;
}

Task<ApiKey> ApiKeys::create(api::Call& call, CreateApiKey request) {
  ApiKey key;
  key.id = {call.new_id()};
  key.name = request.name.str();
  key.scopes = scopes_of(request, roles_);
  require_no_more(call, roles_, key.scopes);
  if (request.expires_at && *request.expires_at <= call.system_time())
    throw invalid_field("/expires_at", "out_of_range", "must be in the future");
  const auto certificate = to_columns(request.certificate, "/certificate");
  key.certificate = request.certificate;
  co_await require_room_for(call.work(), call.tenant().number, Limit::api_keys, call.system_time());
  key.kind = request.kind.value_or(ApiKeyKind::bearer);
  // Of a key that signs the secret is never told, so nobody sends it.
  const auto secret = make_api_key();
  if (key.kind == ApiKeyKind::bearer) key.secret = secret;
  key.prefix = shown_prefix(secret);
  key.created_at = call.system_time();
  key.expires_at = request.expires_at;
  if (request.networks) key.networks = texts_of(*request.networks);
  call.set_target(key.id.str());
  const auto maker = co_await maker_of(call);
  co_await call.run(kInsertKey, call.tenant().number, key.id, key.name, key.prefix,
                    hash_bytes(secret), join_words(key.scopes), key.created_at, maker,
                    key.expires_at, join_words(key.networks), key.kind, certificate.thumbprint,
                    certificate.subject, certificate.issuer);
  co_return key;
}

Task<ApiKey> ApiKeys::rotate(api::Call& call, RotateApiKey request) {
  const auto overlap = request.overlap_seconds ? request.overlap_seconds->value : kDefaultOverlap;
  const auto secret = make_api_key();
  const auto now = call.system_time();
  call.set_target(request.id.str());
  const auto known = co_await find_key_subject(call.work(), call.tenant().number, request.id, now);
  if (known && known->kind == ApiKeyKind::signing)
    throw Error{Code::refused, "A key that signs has no secret: rotate one of its public keys."};
  const auto row = co_await call.row<ApiKeyRow>(
      kRotateKey, call.tenant().number, request.id, shown_prefix(secret), hash_bytes(secret),
      Timestamp{now.nanoseconds + overlap * kNanosecondsPerSecond}, now);
  if (!row) throw no_such_key();
  auto key = to_key(*row);
  // Whoever has the new secret may do all that the key may.
  require_no_more(call, roles_, key.scopes);
  forget(call, request.id);
  key.secret = secret;
  co_return key;
}

Task<Nothing> ApiKeys::revoke(api::Call& call, RevokeApiKey request) {
  call.set_target(request.id.str());
  const auto row =
      co_await call.row<IdRow>(kRevokeKey, call.tenant().number, request.id, call.system_time());
  if (!row) throw no_such_key();
  forget(call, request.id);
  co_return Nothing{};
}

void ApiKeys::forget(api::Call& call, const ApiKeyId& key) {
  platform::revoke(
      call, cache_,
      {.subject = RevokedSubject::api_key, .tenant = call.tenant().number, .id = key.value});
}

}  // namespace sangam::suites::platform
