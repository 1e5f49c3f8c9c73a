#include "suites/platform/identity/api_keys.h"

#include <algorithm>

#include "kernel/store/bytes.h"
#include "suites/platform/identity/secret_token.h"
#include "suites/platform/identity/statements.h"

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
  std::optional<Timestamp> revoked_at;
};
SANGAM_DESCRIBE(ApiKeyRow, (id, ""), (name, ""), (prefix, ""), (scopes, ""), (created_at, ""),
                (expires_at, ""), (last_used_at, ""), (revoked_at, ""))

struct IdRow {
  Uuid id;
};
SANGAM_DESCRIBE(IdRow, (id, ""))

ApiKey to_key(const ApiKeyRow& row) {
  ApiKey key;
  key.id = {row.id};
  key.name = row.name;
  key.prefix = row.prefix;
  key.scopes = split_scopes(row.scopes);
  key.created_at = row.created_at;
  key.expires_at = row.expires_at;
  key.last_used_at = row.last_used_at;
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
  for (const auto& scope : key.scopes)
    if (!call.principal().may(scope))
      throw Error{Code::forbidden, "You lack " + scope + " and cannot give it to a key."};
  if (request.expires_at && *request.expires_at <= call.system_time())
    throw invalid_field("/expires_at", "out_of_range", "must be in the future");
  key.secret = make_api_key();
  key.prefix = shown_prefix(*key.secret);
  key.created_at = call.system_time();
  key.expires_at = request.expires_at;
  call.set_target(key.id.str());
  const auto hash = hash_token(*key.secret);
  co_await call.run(kInsertKey, call.tenant().number, key.id, key.name, key.prefix,
                    store::Bytes{std::string(hash.begin(), hash.end())}, join_scopes(key.scopes),
                    key.created_at, call.principal().id, key.expires_at);
  co_return key;
}

Task<Nothing> ApiKeys::revoke(api::Call& call, RevokeApiKey request) {
  call.set_target(request.id.str());
  const auto row =
      co_await call.row<IdRow>(kRevokeKey, call.tenant().number, request.id, call.system_time());
  if (!row) throw Error{Code::not_found, "There is no such key."};
  call.after_commit([&cache = cache_] { cache.clear(); });
  co_return Nothing{};
}

}  // namespace sangam::suites::platform
