// The grant type refresh_token (RFC 6749 §6): a token is good once, and its successor comes with
// the answer. One that comes again was stolen, or its thief was first: the whole family ends (RFC
// 9700 §4.14).

#include "suites/platform/openid/command_line_client.h"
#include "suites/platform/openid/oauth_error.h"
#include "suites/platform/openid/secrets.h"
#include "suites/platform/openid/statements.h"
#include "suites/platform/openid/token_endpoint.h"

namespace sangam::suites::platform::openid {

namespace {

OAuthError wrong_token_of_refresh() {
  return invalid_grant("The refresh token is wrong, was used, was revoked or has expired.");
}

}  // namespace

Task<http::Response> TokenEndpoint::refresh_token(const Asked& begun) {
  const auto token = begun.parameters.get("refresh_token");
  if (token.empty()) throw invalid_request("refresh_token is missing.");
  auto asked = begun;
  if (const auto tenant = tenant_of_refresh_token(token); tenant && begun.client->built_in)
    asked.client = co_await shop_.clients.find_of(shop_.auth(begun.request), begun.client->id,
                                                  *tenant, begun.request.deadline());
  if (!asked.client) throw wrong_token_of_refresh();
  auto work = begin(asked);
  auto grant = co_await work.row<GrantRow>(kLockRefreshToken, hash_of(token));
  if (!grant || grant->client_id != asked.client->id) throw wrong_token_of_refresh();
  if (grant->token_used_at) {
    if (!grant->revoked_at)
      co_await end_grant(asked, std::move(work), std::move(*grant),
                         "A refresh token was used twice.");
    throw wrong_token_of_refresh();
  }
  const bool bound_elsewhere =
      grant->key_thumbprint && *grant->key_thumbprint != asked.key_thumbprint;
  if (grant->revoked_at || *grant->token_expires_at <= asked.now ||
      grant->expires_at <= asked.now || bound_elsewhere)
    throw wrong_token_of_refresh();
  auto scopes = asked_scopes(asked.parameters.get("scope"), read_scopes(grant->scopes).value());
  work.later(kSpendRefreshToken, hash_of(token), asked.now);
  co_return co_await issue(asked, std::move(work), std::move(*grant), std::move(scopes));
}

}  // namespace sangam::suites::platform::openid
