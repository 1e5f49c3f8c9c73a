#include "suites/platform/openid/client_row.h"

namespace sangam::suites::platform::openid {

OAuthClient to_client(OAuthClientRow row) {
  OAuthClient client;
  client.id = row.id;
  client.name = std::move(row.name);
  client.authentication = row.authentication;
  client.grant_types = std::move(row.grant_types);
  client.scopes = read_scopes(row.scopes).value();
  client.redirect_uris = std::move(row.redirect_uris);
  client.post_logout_redirect_uris = std::move(row.post_logout_redirect_uris);
  client.backchannel_logout_uri = std::move(row.backchannel_logout_uri);
  client.jwks = std::move(row.jwks);
  client.jwks_uri = std::move(row.jwks_uri);
  client.id_token_algorithm = row.id_token_algorithm;
  client.requires_pushed_requests = row.requires_pushed_requests;
  client.requires_proof_of_possession = row.requires_proof_of_possession;
  client.certificate =
      to_bound({row.certificate_thumbprint, row.certificate_subject, row.certificate_issuer});
  client.binds_tokens_to_certificate = row.binds_tokens_to_certificate;
  client.previous_until = row.previous_until;
  client.created_at = row.created_at;
  client.changed_at = row.changed_at;
  return client;
}

}  // namespace sangam::suites::platform::openid
