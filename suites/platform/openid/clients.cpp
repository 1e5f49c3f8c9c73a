#include "suites/platform/openid/clients.h"

#include <algorithm>

#include "kernel/api/entity_tag.h"
#include "suites/platform/identity/revocations.h"
#include "suites/platform/openid/client_row.h"
#include "suites/platform/openid/client_rules.h"
#include "suites/platform/openid/secrets.h"
#include "suites/platform/openid/statements.h"

namespace sangam::suites::platform::openid {

namespace {

struct CountRow {
  std::int64_t count = 0;
};
SANGAM_DESCRIBE(CountRow, (count, "How many"))

Error no_such_client() { return {Code::not_found, "There is no such client."}; }

OAuthClient found(std::optional<OAuthClientRow> row) {
  if (!row) throw no_such_client();
  return to_client(std::move(*row));
}

template <class T>
std::vector<std::string> texts(const std::vector<T>& values) {
  std::vector<std::string> all;
  for (const auto& value : values)
    all.push_back(value.str());
  return all;
}

// Sorted, each once.
template <class T>
std::vector<T> set_of(std::vector<T> values) {
  std::ranges::sort(values);
  const auto repeated = std::ranges::unique(values);
  values.erase(repeated.begin(), repeated.end());
  return values;
}

template <class To, class From>
void take(const std::optional<From>& from, std::optional<To>& to) {
  if (from) to = from->str();
}

// What CreateOAuthClient and ChangeOAuthClient both may say.
template <class Request>
void apply(const Request& request, OAuthClient& client) {
  if (request.redirect_uris) client.redirect_uris = texts(*request.redirect_uris);
  if (request.post_logout_redirect_uris)
    client.post_logout_redirect_uris = texts(*request.post_logout_redirect_uris);
  take(request.backchannel_logout_uri, client.backchannel_logout_uri);
  if (request.jwks || request.jwks_uri) {
    client.jwks.reset();
    client.jwks_uri.reset();
  }
  take(request.jwks, client.jwks);
  take(request.jwks_uri, client.jwks_uri);
  if (request.id_token_algorithm) client.id_token_algorithm = *request.id_token_algorithm;
  if (request.requires_pushed_requests)
    client.requires_pushed_requests = *request.requires_pushed_requests;
  if (request.requires_proof_of_possession)
    client.requires_proof_of_possession = *request.requires_proof_of_possession;
  if (request.certificate) client.certificate = request.certificate;
  if (request.binds_tokens_to_certificate)
    client.binds_tokens_to_certificate = *request.binds_tokens_to_certificate;
}

}  // namespace

void Clients::forget_when_done(api::Call& call, ClientId id) {
  // Whose tokens it holds is not looked up: all of the tenant are judged anew.
  revoke(call, s_.identities,
         {.subject = RevokedSubject::tenant, .tenant = call.tenant().number, .id = {}});
  call.after_commit([this, id] { s_.clients.forget(id); });
}

Task<api::Page<OAuthClient>> Clients::list(api::Call& call, api::Paging paging) {
  api::ListStatement list(
      "openid.clients.list",
      "select " SANGAM_OAUTH_CLIENT_COLUMNS " from openid.clients where tenant_id = $1", call);
  list.sorts({{"created_at", "created_at", "int8"}, {"name", "name", "text"}},
             {"id", "id", "uuid"});
  auto rows = co_await list.page<OAuthClientRow>(call, paging);
  api::Page<OAuthClient> page;
  for (auto& row : rows.items)
    page.items.push_back(to_client(std::move(row)));
  page.next = std::move(rows.next);
  co_return page;
}

Task<OAuthClient> Clients::get(api::Call& call, NamedClient request) {
  co_return found(co_await call.row<OAuthClientRow>(kGetClient, call.tenant().number, request.id));
}

Task<OAuthClientWithSecret> Clients::create(api::Call& call, CreateOAuthClient request) {
  OAuthClientWithSecret made;
  auto& client = made.client;
  client.id = {call.new_id()};
  client.name = request.name.str();
  client.authentication = request.authentication;
  client.grant_types = set_of(request.grant_types);
  client.scopes = set_of(texts(request.scopes));
  client.created_at = client.changed_at = call.system_time();
  apply(request, client);
  require_sound(client, nullptr, call.principal(), s_);
  std::optional<store::Bytes> hash;
  if (client.authentication == ClientAuthentication::client_secret) {
    made.secret = make_secret(kClientSecretPrefix);
    hash = hash_of(*made.secret);
  }
  const auto certificate = to_columns(client.certificate, "/certificate");
  const auto tenant = call.tenant().number;
  const auto count = co_await call.row<CountRow>(kCountClients, tenant);
  if (count->count >= kClientsMost)
    throw Error{Code::refused, "A tenant has 1000 clients at most."};
  call.later(kInsertClient, tenant, call.principal().id, hash, client.id, client.name,
             client.authentication, client.jwks, client.jwks_uri, client.redirect_uris,
             client.post_logout_redirect_uris, client.backchannel_logout_uri, client.grant_types,
             write_scopes(client.scopes), client.id_token_algorithm,
             client.requires_pushed_requests, client.requires_proof_of_possession,
             client.created_at, certificate.thumbprint, certificate.subject, certificate.issuer,
             client.binds_tokens_to_certificate);
  call.set_target(client.id.str());
  co_return made;
}

Task<OAuthClient> Clients::change(api::Call& call, ChangeOAuthClient request) {
  const auto tenant = call.tenant().number;
  const auto before = found(co_await call.row<OAuthClientRow>(kLockClient, tenant, request.id));
  api::require_match(call, before);
  auto client = before;
  if (request.name) client.name = request.name->str();
  if (request.grant_types) client.grant_types = set_of(*request.grant_types);
  if (request.scopes) client.scopes = set_of(texts(*request.scopes));
  apply(request, client);
  require_sound(client, &before, call.principal(), s_);
  const auto certificate = to_columns(client.certificate, "/certificate");
  call.set_target(request.id.str());
  call.changed(before, client);
  forget_when_done(call, request.id);
  co_return found(co_await call.row<OAuthClientRow>(
      kUpdateClient, tenant, request.id, client.name, client.jwks, client.jwks_uri,
      client.redirect_uris, client.post_logout_redirect_uris, client.backchannel_logout_uri,
      client.grant_types, write_scopes(client.scopes), client.id_token_algorithm,
      client.requires_pushed_requests, client.requires_proof_of_possession, call.system_time(),
      certificate.thumbprint, certificate.subject, certificate.issuer,
      client.binds_tokens_to_certificate));
}

Task<OAuthClientWithSecret> Clients::rotate_secret(api::Call& call, NamedClient request) {
  OAuthClientWithSecret made;
  made.secret = make_secret(kClientSecretPrefix);
  const auto now = call.system_time();
  call.set_target(request.id.str());
  auto row =
      co_await call.row<OAuthClientRow>(kRotateClientSecret, call.tenant().number, request.id,
                                        hash_of(*made.secret), after(now, kSecretOverlap), now);
  if (!row) throw Error{Code::not_found, "There is no such client with a secret."};
  made.client = to_client(std::move(*row));
  // Whoever has the new secret may do all that the client may.
  require_held(made.client, nullptr, call.principal());
  forget_when_done(call, request.id);
  co_return made;
}

Task<Nothing> Clients::remove(api::Call& call, NamedClient request) {
  call.set_target(request.id.str());
  const auto gone = co_await call.run(kDeleteClient, call.tenant().number, request.id);
  if (gone.rows() == 0) throw no_such_client();
  call.later(kDeleteConsents, request.id);
  call.later(kRevokeGrantsOfClient, request.id, call.system_time(), "The client was removed.");
  forget_when_done(call, request.id);
  co_return Nothing{};
}

}  // namespace sangam::suites::platform::openid
