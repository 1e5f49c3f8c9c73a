#include "suites/platform/openid/token_services.h"

#include "kernel/clock/clock.h"
#include "suites/platform/identity/revocations.h"
#include "suites/platform/identity/subjects.h"
#include "suites/platform/openid/command_line_client.h"
#include "suites/platform/openid/grant_row.h"
#include "suites/platform/openid/json_object.h"
#include "suites/platform/openid/oauth_error.h"
#include "suites/platform/openid/secrets.h"
#include "suites/platform/openid/statements.h"

namespace sangam::suites::platform::openid {

namespace {

constexpr std::string_view kInactive = R"({"active":false})";

http::Response json(std::string text) {
  http::Response response(200, "application/json", std::move(text));
  response.headers.add("Cache-Control", "no-store");
  return response;
}

struct Presented {
  std::string_view token;
  bool proven = false;
};

Presented presented_by(const http::Request& request) {
  const auto header = request.header("authorization").value_or("");
  for (const std::string_view scheme : {"Bearer ", "DPoP "})
    if (header.starts_with(scheme)) return {header.substr(scheme.size()), scheme == "DPoP "};
  throw invalid_token("Bearer");
}

std::string describe(const JudgedToken& judged, const std::string& issuer) {
  const auto& token = judged.token;
  JsonObject body;
  body.flag("active", true)
      .text("iss", issuer)
      .text("aud", issuer)
      .text("sub", token.subject)
      .text("client_id", token.client.str())
      .text("tenant", token.tenant.str())
      .text("jti", token.id)
      .number("iat", unix_seconds(token.issued_at))
      .number("exp", unix_seconds(token.expires_at))
      .text("scope", write_scopes(judged.scopes))
      .text("token_type", token.key_thumbprint.empty() ? "Bearer" : "DPoP");
  if (judged.user) body.text("username", judged.user->email);
  if (const auto confirmation = confirmation_of(token); !confirmation.empty())
    body.raw("cnf", confirmation);
  if (!token.actor.empty()) body.raw("act", token.actor);
  return std::move(body).str();
}

}  // namespace

Task<http::Response> TokenServices::userinfo(const http::Request& request) {
  const auto presented = presented_by(request);
  const std::string_view scheme = presented.proven ? "DPoP" : "Bearer";
  auto& auth = shop_.auth(request);
  const auto judged = co_await shop_.tokens.judge(auth, presented.token, request.deadline());
  if (!judged || judged->token.key_thumbprint.empty() == presented.proven ||
      !is_shown(judged->token, request))
    throw invalid_token(scheme);
  if (presented.proven &&
      !co_await shop_.proofs.proves(auth, request, presented.token, judged->token.key_thumbprint,
                                    request.deadline()))
    throw invalid_token(scheme, "invalid_dpop_proof");
  if (!judged->user || !has_scope(judged->scopes, kOpenId)) {
    auto error = invalid_token(scheme, "insufficient_scope");
    error.status = 403;
    throw error;
  }
  const auto& user = *judged->user;
  JsonObject body;
  body.text("sub", judged->token.subject).text("tenant", judged->token.tenant.str());
  if (has_scope(judged->scopes, kProfile)) body.text("name", user.name);
  if (has_scope(judged->scopes, kEmail)) body.text("email", user.email);
  co_return json(std::move(body).str());
}

Task<http::Response> TokenServices::introspect(const http::Request& request,
                                               Parameters parameters) {
  const auto client = co_await clients_.authenticate(request, parameters);
  if (client->is_public()) throw invalid_client();
  const std::string token(parameters.get("token"));
  if (token.empty()) throw invalid_request("token is missing.");
  if (token.starts_with(kRefreshTokenPrefix))
    co_return json(co_await describe_refresh_token(request, client, token));
  const auto judged = co_await shop_.tokens.judge(shop_.auth(request), token, request.deadline());
  // Of its own tenant alone: nobody learns of others, not even that there are some.
  if (!judged || judged->client->tenant->number != client->tenant->number)
    co_return json(std::string(kInactive));
  co_return json(describe(*judged, shop_.issuer.url()));
}

Task<std::string> TokenServices::describe_refresh_token(const http::Request& request,
                                                        ClientPointer client, std::string token) {
  store::UnitOfWork work(shop_.auth(request), client->tenant->number, request.deadline(),
                         store::Mode::read_only);
  const auto grant = co_await work.row<GrantRow>(kFindRefreshToken, hash_of(token));
  if (!grant || grant->client_id != client->id || grant->token_used_at || grant->revoked_at ||
      *grant->token_expires_at <= clock::system_now())
    co_return std::string(kInactive);
  const auto user = co_await find_subject(work, client->tenant->number, grant->user_id);
  if (!user || grant->created_at < user->trusted_since) co_return std::string(kInactive);
  JsonObject body;
  body.flag("active", true)
      .text("client_id", client->id.str())
      .text("sub", grant->user_id.str())
      .text("scope", grant->scopes)
      .number("exp", unix_seconds(*grant->token_expires_at));
  co_return std::move(body).str();
}

Task<http::Response> TokenServices::revoke(const http::Request& request, Parameters parameters) {
  auto client = co_await clients_.authenticate(request, parameters);
  const std::string token(parameters.get("token"));
  if (token.empty()) throw invalid_request("token is missing.");
  // What is no token of this client counts as revoked (RFC 7009 §2.2).
  if (const auto tenant = tenant_of_refresh_token(token); tenant && client->built_in)
    client = co_await shop_.clients.find_of(shop_.auth(request), client->id, *tenant,
                                            request.deadline());
  if (!client) co_return json("{}");
  if (token.starts_with(kRefreshTokenPrefix)) {
    co_await revoke_refresh_token(request, client, token);
    co_return json("{}");
  }
  auto& auth = shop_.auth(request);
  const auto now = clock::system_now();
  const auto keys = co_await shop_.keys.keys(auth, request.deadline());
  const auto read = read_access_token(*keys, token, shop_.issuer.url(), now);
  if (!read || read->client != client->id) co_return json("{}");
  client = co_await shop_.clients.find_of(auth, read->client, read->tenant, request.deadline());
  if (!client) co_return json("{}");
  store::UnitOfWork work(auth, client->tenant->number, request.deadline(), store::Mode::read_write);
  work.later(kSweepEndedTokens, now);
  work.later(kEndToken, read->id, read->expires_at);
  Revocation revocation{
      .subject = RevokedSubject::user, .tenant = client->tenant->number, .id = client->id.value};
  if (UserId user; !UserId::parse(read->subject, user)) revocation.id = user.value;
  record_revocation(work, revocation, now);
  co_await work.commit();
  shop_.identities.evict(revocation);
  co_return json("{}");
}

Task<void> TokenServices::revoke_refresh_token(const http::Request& request, ClientPointer client,
                                               std::string token) {
  store::UnitOfWork work(shop_.auth(request), client->tenant->number, request.deadline(),
                         store::Mode::read_write);
  const auto grant = co_await work.row<GrantRow>(kLockRefreshToken, hash_of(token));
  if (!grant || grant->client_id != client->id) co_return;
  const auto now = clock::system_now();
  const Revocation revocation{.subject = RevokedSubject::user,
                              .tenant = client->tenant->number,
                              .id = grant->user_id.value};
  work.later(kRevokeGrant, grant->id, now, "The client revoked it.");
  record_revocation(work, revocation, now);
  co_await work.commit();
  shop_.identities.evict(revocation);
}

}  // namespace sangam::suites::platform::openid
