// The grant type token-exchange (RFC 8693): a service that was called with a token gets one of its
// own for the calls it makes, for the same person, with less scope, that names it as the actor.

#include <algorithm>

#include "suites/platform/openid/json_object.h"
#include "suites/platform/openid/oauth_error.h"
#include "suites/platform/openid/secrets.h"
#include "suites/platform/openid/token_endpoint.h"

namespace sangam::suites::platform::openid {

namespace {

constexpr std::string_view kAccessTokenType = "urn:ietf:params:oauth:token-type:access_token";
constexpr std::size_t kActorMost = 2'048;  // a chain of services, not a cycle of them

void require_access_tokens(const Parameters& parameters) {
  if (!parameters.has("subject_token") || !parameters.has("subject_token_type"))
    throw invalid_request("subject_token and subject_token_type are needed.");
  if (parameters.has("actor_token"))
    throw invalid_request("The actor is the client that asks: actor_token is not supported.");
  const auto wanted = parameters.get("requested_token_type");
  if (parameters.get("subject_token_type") != kAccessTokenType ||
      (!wanted.empty() && wanted != kAccessTokenType))
    throw invalid_request("Only access tokens are exchanged.");
}

std::string actor_of(const Client& client, const std::string& before) {
  JsonObject actor;
  actor.text("sub", client.id.str());
  if (!before.empty()) actor.raw("act", before);
  return std::move(actor).str();
}

}  // namespace

Task<http::Response> TokenEndpoint::token_exchange(const Asked& asked) {
  require_access_tokens(asked.parameters);
  const auto& client = *asked.client;
  const auto judged = co_await shop_.tokens.judge(
      shop_.auth(asked.request), asked.parameters.get("subject_token"), asked.request.deadline());
  // A token that is bound to a key is worth nothing to who only has its text.
  if (!judged || !judged->user || judged->client->tenant->number != client.tenant->number ||
      (!judged->token.key_thumbprint.empty() &&
       judged->token.key_thumbprint != asked.key_thumbprint) ||
      !is_shown(judged->token, asked.request))
    throw invalid_request("The subject token is wrong, revoked or expired.");
  const auto allowed = common(judged->scopes, client.scopes);
  const auto scopes = asked_scopes(asked.parameters.get("scope"), allowed);
  AccessToken token = judged->token;
  token.id = make_token_id();
  token.client = client.id;
  token.scopes = scopes;
  token.issued_at = asked.now;
  // Never longer than what it was made of.
  token.expires_at = std::min(after(asked.now, kAccessTokenLife), judged->token.expires_at);
  token.key_thumbprint = asked.key_thumbprint;
  token.certificate_thumbprint = asked.certificate_thumbprint;
  token.actor = actor_of(client, judged->token.actor);
  if (token.actor.size() > kActorMost) throw invalid_request("The token was exchanged too often.");
  const auto text = sign_access_token(*asked.keys, token, shop_.issuer.url());
  const std::chrono::seconds life(unix_seconds(token.expires_at) - unix_seconds(asked.now));
  co_return reply(asked, text, scopes, life, {}, {}, kAccessTokenType);
}

}  // namespace sangam::suites::platform::openid
