#include "suites/platform/openid/token_endpoint.h"

#include "kernel/clock/clock.h"
#include "suites/platform/openid/json_object.h"
#include "suites/platform/openid/oauth_error.h"
#include "suites/platform/openid/secrets.h"

namespace sangam::suites::platform::openid {

std::string_view wire_name(GrantType type) noexcept {
  switch (type) {
    case GrantType::device_code:
      return "urn:ietf:params:oauth:grant-type:device_code";
    case GrantType::token_exchange:
      return "urn:ietf:params:oauth:grant-type:token-exchange";
    default:
      return name(type);
  }
}

namespace {

GrantType grant_type_of(const Parameters& parameters) {
  const auto wanted = parameters.get("grant_type");
  if (wanted.empty()) throw invalid_request("grant_type is missing.");
  using enum GrantType;
  for (const auto type :
       {authorization_code, refresh_token, client_credentials, device_code, token_exchange})
    if (wanted == wire_name(type)) return type;
  throw OAuthError("unsupported_grant_type", "The grant type is not supported.");
}

// RFC 8707: our API is the only one that our tokens are for.
void require_our_api(const Parameters& parameters, const std::string& issuer) {
  for (const std::string_view name : {"resource", "audience"})
    if (parameters.has(name) && parameters.get(name) != issuer)
      throw OAuthError("invalid_target", "Tokens are for this server alone.");
}

}  // namespace

Scopes asked_scopes(std::string_view wanted, const Scopes& allowed) {
  if (wanted.empty()) return allowed;
  auto scopes = read_scopes(wanted);
  if (!scopes) throw invalid_scope(scopes.error());
  if (!is_within(*scopes, allowed))
    throw invalid_scope("The scope is more than the client may ask for.");
  return std::move(*scopes);
}

Task<http::Response> TokenEndpoint::serve(const http::Request& request, Parameters parameters) {
  auto& auth = shop_.auth(request);
  const auto type = grant_type_of(parameters);
  require_our_api(parameters, shop_.issuer.url());
  auto client = co_await clients_.authenticate(request, parameters);
  if (!client->may(type))
    throw OAuthError("unauthorized_client", "The client may not use this grant type.");
  auto thumbprint = co_await shop_.proofs.require_good(auth, request, request.deadline());
  if (thumbprint.empty() && client->requires_proof_of_possession)
    throw OAuthError("invalid_dpop_proof", "The client must prove that it holds a key.");
  std::string certificate;
  if (client->binds_tokens_to_certificate) {
    const auto* shown = request.peer_certificate();
    if (!shown)
      throw invalid_request("The client's tokens are bound to its certificate; none came.");
    certificate = shown->thumbprint;
  }
  const Asked asked{.request = request,
                    .parameters = parameters,
                    .client = std::move(client),
                    .key_thumbprint = std::move(thumbprint),
                    .certificate_thumbprint = std::move(certificate),
                    .keys = co_await shop_.keys.keys(auth, request.deadline()),
                    .now = clock::system_now()};
  co_return co_await grant(asked, type);
}

Task<http::Response> TokenEndpoint::grant(const Asked& asked, GrantType type) {
  switch (type) {
    case GrantType::client_credentials:
      co_return client_credentials(asked);
    case GrantType::authorization_code:
      co_return co_await authorization_code(asked);
    case GrantType::refresh_token:
      co_return co_await refresh_token(asked);
    case GrantType::device_code:
      co_return co_await device_code(asked);
    case GrantType::token_exchange:
      co_return co_await token_exchange(asked);
  }
  throw invalid_request("The grant type is unknown.");
}

// Nothing is written: the token says all there is to know.
http::Response TokenEndpoint::client_credentials(const Asked& asked) const {
  const auto& client = *asked.client;
  const auto allowed = permissions_of(client.scopes);
  const auto scopes = asked_scopes(asked.parameters.get("scope"), allowed);
  const auto token = sign_access_token(*asked.keys,
                                       {.id = make_token_id(),
                                        .subject = client.id.str(),
                                        .client = client.id,
                                        .tenant = client.tenant->id,
                                        .scopes = scopes,
                                        .issued_at = asked.now,
                                        .expires_at = after(asked.now, kAccessTokenLife),
                                        .key_thumbprint = asked.key_thumbprint,
                                        .certificate_thumbprint = asked.certificate_thumbprint},
                                       shop_.issuer.url());
  return reply(asked, token, scopes, kAccessTokenLife, {}, {});
}

http::Response TokenEndpoint::reply(const Asked& asked, const std::string& access_token,
                                    const Scopes& scopes, std::chrono::seconds life,
                                    const std::string& refresh_token, const std::string& id_token,
                                    std::string_view issued_type) {
  JsonObject body;
  body.text("access_token", access_token)
      .text("token_type", asked.key_thumbprint.empty() ? "Bearer" : "DPoP")
      .number("expires_in", life.count())
      .text("scope", write_scopes(scopes));
  if (!refresh_token.empty()) body.text("refresh_token", refresh_token);
  if (!id_token.empty()) body.text("id_token", id_token);
  if (!issued_type.empty()) body.text("issued_token_type", issued_type);
  http::Response response(200, "application/json", std::move(body).str());
  response.headers.add("Cache-Control", "no-store");
  if (!asked.key_thumbprint.empty())
    response.headers.add("DPoP-Nonce", asked.keys->nonce(asked.now));
  return response;
}

}  // namespace sangam::suites::platform::openid
