#pragma once

// OAuthClientRow: a client as the database has it. Private to this folder.

#include "suites/platform/openid/clients.h"

namespace sangam::suites::platform::openid {

struct OAuthClientRow {
  ClientId id;
  std::string name;
  ClientAuthentication authentication{};
  std::optional<std::string> jwks;
  std::optional<std::string> jwks_uri;
  std::vector<std::string> redirect_uris;
  std::vector<std::string> post_logout_redirect_uris;
  std::optional<std::string> backchannel_logout_uri;
  std::vector<GrantType> grant_types;
  std::string scopes;
  IdTokenAlgorithm id_token_algorithm{};
  bool requires_pushed_requests = false;
  bool requires_proof_of_possession = false;
  std::optional<Timestamp> previous_until;
  Timestamp created_at;
  Timestamp changed_at;
  std::optional<std::string> certificate_thumbprint;
  std::optional<std::string> certificate_subject;
  std::optional<std::string> certificate_issuer;
  bool binds_tokens_to_certificate = false;
};
SANGAM_DESCRIBE(OAuthClientRow, (id, ""), (name, ""), (authentication, ""), (jwks, ""),
                (jwks_uri, ""), (redirect_uris, ""), (post_logout_redirect_uris, ""),
                (backchannel_logout_uri, ""), (grant_types, ""), (scopes, ""),
                (id_token_algorithm, ""), (requires_pushed_requests, ""),
                (requires_proof_of_possession, ""), (previous_until, ""), (created_at, ""),
                (changed_at, ""), (certificate_thumbprint, ""), (certificate_subject, ""),
                (certificate_issuer, ""), (binds_tokens_to_certificate, ""))

OAuthClient to_client(OAuthClientRow row);

}  // namespace sangam::suites::platform::openid
