#pragma once

// OAuth clients of a tenant, by self-service.

#include "kernel/api/list.h"
#include "suites/platform/identity/bound_certificate.h"
#include "suites/platform/openid/redirect_uri.h"
#include "suites/platform/openid/services.h"

namespace sangam::suites::platform::openid {

struct OAuthClient {
  ClientId id;
  std::string name;
  ClientAuthentication authentication{};
  std::vector<GrantType> grant_types;
  std::vector<std::string> scopes;
  std::vector<std::string> redirect_uris;
  std::vector<std::string> post_logout_redirect_uris;
  std::optional<std::string> backchannel_logout_uri;
  std::optional<std::string> jwks;
  std::optional<std::string> jwks_uri;
  IdTokenAlgorithm id_token_algorithm{};
  bool requires_pushed_requests = false;
  bool requires_proof_of_possession = false;
  std::optional<Timestamp> previous_until;
  Timestamp created_at;
  Timestamp changed_at;
  std::optional<BoundCertificate> certificate;
  bool binds_tokens_to_certificate = false;
};
SANGAM_DESCRIBE(
    OAuthClient, (id, "The client; OAuth's client_id"), (name, "Shown to people who sign in"),
    (authentication,
     "How it proves who it is: client_secret, private_key_jwt, tls_client_auth, or none"),
    (grant_types, "Ways by which it gets tokens"),
    (scopes, "What it may ask for at most: permissions, openid, profile, email, offline_access"),
    (redirect_uris, "Where people come back to"),
    (post_logout_redirect_uris, "Where people come back to after signing out"),
    (backchannel_logout_uri, "Where it is told that a session ended"),
    (jwks, "Its public keys, a JSON Web Key Set"), (jwks_uri, "Where it publishes its keys"),
    (id_token_algorithm, "How its ID tokens are signed: EdDSA or ES256"),
    (requires_pushed_requests, "Whether it must push its requests first (RFC 9126)"),
    (requires_proof_of_possession, "Whether its tokens are always bound to a key (RFC 9449)"),
    (previous_until, "Until when the secret before the newest is accepted too"),
    (created_at, "When it was made"), (changed_at, "When it was changed last"),
    (certificate, "The certificate by which it proves who it is; of tls_client_auth"),
    (binds_tokens_to_certificate, "Whether its tokens are good with its certificate only"))

struct OAuthClientWithSecret {
  OAuthClient client;
  std::optional<IssuedSecret> secret;
};
SANGAM_DESCRIBE(OAuthClientWithSecret, (client, "The client"),
                (secret, "Its secret: shown once; absent for clients without one"))

using UriText = Text<1, kRedirectUriMost>;
using JwksText = Text<2, 16'384>;

struct CreateOAuthClient {
  Text<1, 120> name;
  ClientAuthentication authentication = ClientAuthentication::client_secret;
  std::vector<GrantType> grant_types;
  std::vector<Text<1, 120>> scopes;
  std::optional<std::vector<UriText>> redirect_uris;
  std::optional<std::vector<UriText>> post_logout_redirect_uris;
  std::optional<UriText> backchannel_logout_uri;
  std::optional<JwksText> jwks;
  std::optional<UriText> jwks_uri;
  std::optional<IdTokenAlgorithm> id_token_algorithm;
  std::optional<bool> requires_pushed_requests;
  std::optional<bool> requires_proof_of_possession;
  std::optional<BoundCertificate> certificate;
  std::optional<bool> binds_tokens_to_certificate;
};
SANGAM_DESCRIBE(CreateOAuthClient, (name, "Shown to people who sign in"),
                (authentication, "How it proves who it is; it cannot be changed later"),
                (grant_types, "Ways by which it gets tokens"),
                (scopes, "What it may ask for at most; nobody gives more than they may do"),
                (redirect_uris,
                 "Where people come back to: exact addresses, https unless on this machine"),
                (post_logout_redirect_uris, "Where people come back to after signing out"),
                (backchannel_logout_uri, "Where it is told that a session ended"),
                (jwks, "Its public keys, a JSON Web Key Set on one line; for private_key_jwt"),
                (jwks_uri, "Where it publishes its keys; for private_key_jwt, instead of jwks"),
                (id_token_algorithm, "How its ID tokens are signed; EdDSA unless said"),
                (requires_pushed_requests,
                 "Whether it must push its requests first; false unless said"),
                (requires_proof_of_possession,
                 "Whether its tokens are always bound to a key; false unless said"),
                (certificate, "The certificate by which it proves who it is; for tls_client_auth"),
                (binds_tokens_to_certificate,
                 "Whether its tokens are good with the certificate it shows only (RFC 8705)"))

struct ChangeOAuthClient {
  ClientId id;
  std::optional<Text<1, 120>> name;
  std::optional<std::vector<GrantType>> grant_types;
  std::optional<std::vector<Text<1, 120>>> scopes;
  std::optional<std::vector<UriText>> redirect_uris;
  std::optional<std::vector<UriText>> post_logout_redirect_uris;
  std::optional<UriText> backchannel_logout_uri;
  std::optional<JwksText> jwks;
  std::optional<UriText> jwks_uri;
  std::optional<IdTokenAlgorithm> id_token_algorithm;
  std::optional<bool> requires_pushed_requests;
  std::optional<bool> requires_proof_of_possession;
  std::optional<BoundCertificate> certificate;
  std::optional<bool> binds_tokens_to_certificate;
};
SANGAM_DESCRIBE(ChangeOAuthClient, (id, "The client"), (name, "Shown to people who sign in"),
                (grant_types, "Ways by which it gets tokens"),
                (scopes, "What it may ask for at most; tokens it holds lose what is gone"),
                (redirect_uris, "Where people come back to"),
                (post_logout_redirect_uris, "Where people come back to after signing out"),
                (backchannel_logout_uri, "Where it is told that a session ended"),
                (jwks, "Its public keys, instead of jwks_uri"),
                (jwks_uri, "Where it publishes its keys, instead of jwks"),
                (id_token_algorithm, "How its ID tokens are signed"),
                (requires_pushed_requests, "Whether it must push its requests first"),
                (requires_proof_of_possession, "Whether its tokens are always bound to a key"),
                (certificate, "The certificate by which it proves who it is"),
                (binds_tokens_to_certificate,
                 "Whether its tokens are good with the certificate it shows only"))

struct NamedClient {
  ClientId id;
};
SANGAM_DESCRIBE(NamedClient, (id, "The client"))

// Any loop.
class Clients {
 public:
  explicit Clients(Services& services) : s_(services) {}

  Task<api::Page<OAuthClient>> list(api::Call& call, api::Paging paging);
  Task<OAuthClient> get(api::Call& call, NamedClient request);
  Task<OAuthClientWithSecret> create(api::Call& call, CreateOAuthClient request);
  // With If-Match only if nobody changed it in between.
  Task<OAuthClient> change(api::Call& call, ChangeOAuthClient request);
  // The secret before is accepted for another day.
  Task<OAuthClientWithSecret> rotate_secret(api::Call& call, NamedClient request);
  // With it go its tokens, and what people agreed to.
  Task<Nothing> remove(api::Call& call, NamedClient request);

 private:
  void forget_when_done(api::Call& call, ClientId id);
  Services& s_;
};

}  // namespace sangam::suites::platform::openid
