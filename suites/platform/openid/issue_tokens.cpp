// Tokens of a person's grant: what all grants that begin with a person end with.

#include <algorithm>

#include "kernel/clock/clock.h"
#include "kernel/store/kernel_statements.h"
#include "suites/platform/identity/revocations.h"
#include "suites/platform/identity/role_permissions_of.h"
#include "suites/platform/identity/types.h"
#include "suites/platform/openid/command_line_client.h"
#include "suites/platform/openid/id_token.h"
#include "suites/platform/openid/oauth_error.h"
#include "suites/platform/openid/secrets.h"
#include "suites/platform/openid/statements.h"
#include "suites/platform/openid/token_endpoint.h"

namespace sangam::suites::platform::openid {

store::UnitOfWork TokenEndpoint::begin(const Asked& asked) const {
  return {shop_.auth(asked.request), asked.client->tenant->number, asked.request.deadline(),
          store::Mode::read_write};
}

Task<void> TokenEndpoint::end_grant(const Asked& asked, store::UnitOfWork work, GrantRow grant,
                                    std::string_view why) {
  work.later(kRevokeGrant, grant.id, asked.now, std::string(why));
  work.later(store::kAudit, clock::new_uuid(asked.now), asked.now, asked.client->id.str(),
             std::string(name(api::PrincipalKind::oauth_client)), "oauth.grants.revoke",
             asked.request.trace() ? asked.request.trace()->request_id() : std::string(),
             grant.id.str(), "refused",
             std::optional<std::string>(R"({"reason":")" + std::string(why) + R"("})"));
  const Revocation revocation{.subject = RevokedSubject::user,
                              .tenant = asked.client->tenant->number,
                              .id = grant.user_id.value};
  record_revocation(work, revocation, asked.now);
  co_await work.commit();
  shop_.identities.evict(revocation);
}

Task<http::Response> TokenEndpoint::issue(const Asked& asked, store::UnitOfWork work,
                                          GrantRow grant, Scopes scopes) {
  const auto& client = *asked.client;
  const auto user = co_await find_subject(work, client.tenant->number, grant.user_id);
  if (!user) {
    co_await end_grant(asked, std::move(work), std::move(grant), "The user is gone.");
    throw OAuthError("invalid_grant", "The grant has ended.");
  }
  if (grant.created_at < user->trusted_since) {
    co_await end_grant(asked, std::move(work), std::move(grant),
                       "The person's password or second factors were replaced.");
    throw OAuthError("invalid_grant", "The grant has ended.");
  }
  // What the user may do can be less than when they agreed.
  const auto permissions =
      co_await permissions_of_role(work, shop_.roles, client.tenant->number, user->role);
  scopes = permitted(common(scopes, client.scopes), permissions);
  std::string refresh_token;
  if (has_scope(scopes, kOfflineAccess) && client.may(GrantType::refresh_token)) {
    refresh_token = make_refresh_token(client);
    work.later(kInsertRefreshToken, hash_of(refresh_token), grant.id, asked.now,
               std::min(after(asked.now, kRefreshTokenLife), grant.expires_at));
  }
  co_await work.commit();
  const auto& issuer = shop_.issuer.url();
  const auto access_token =
      sign_access_token(*asked.keys,
                        {.id = make_token_id(),
                         .subject = user->id.str(),
                         .client = client.id,
                         .tenant = client.tenant->id,
                         .scopes = scopes,
                         .issued_at = asked.now,
                         .expires_at = after(asked.now, kAccessTokenLife),
                         .grant = grant.id,
                         .session_id = grant.session_id,
                         .auth_time = grant.authenticated_at,
                         .key_thumbprint = asked.key_thumbprint,
                         .certificate_thumbprint = asked.certificate_thumbprint},
                        issuer);
  std::string id_token;
  if (has_scope(scopes, kOpenId))
    id_token = sign_id_token(*asked.keys,
                             {.subject = user->id.str(),
                              .nonce = grant.nonce.value_or(""),
                              .issued_at = asked.now,
                              .authenticated_at = grant.authenticated_at,
                              .methods = split_words(grant.methods),
                              .session_id = grant.session_id},
                             client, issuer, access_token);
  co_return reply(asked, access_token, scopes, kAccessTokenLife, refresh_token, id_token);
}

}  // namespace sangam::suites::platform::openid
