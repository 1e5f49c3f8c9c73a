#include "suites/platform/openid/client_rules.h"

#include <algorithm>

#include "kernel/http/client/url.h"
#include "kernel/jose/key.h"

namespace sangam::suites::platform::openid {

namespace {

using Faults = std::vector<FieldProblem>;

bool uses(const OAuthClient& client, GrantType type) {
  return std::ranges::find(client.grant_types, type) != client.grant_types.end();
}

void check_uris(const std::vector<std::string>& uris, const std::string& field, bool native,
                Faults& faults) {
  if (uris.size() > kUrisMost) faults.push_back({field, "too_many", "has 20 addresses at most"});
  for (std::size_t i = 0; i < uris.size(); ++i)
    if (const auto fault = redirect_uri_fault(uris[i], native))
      faults.push_back({field + "/" + std::to_string(i), "invalid", *fault});
}

// Of an address that we send requests to.
void check_outbound(const std::optional<std::string>& uri, const std::string& field,
                    bool any_address, Faults& faults) {
  if (!uri) return;
  const auto url = http::client::parse_url(*uri);
  if (!url) {
    faults.push_back({field, "invalid", url.error()});
  } else if (!any_address && !url->secure) {
    faults.push_back({field, "not_https", "must begin with https://"});
  } else if (!any_address && url->address && !http::client::is_public(*url->address)) {
    faults.push_back({field, "not_public", "is not on the public internet"});
  }
}

void check_keys(const OAuthClient& client, Faults& faults) {
  const bool needed = client.authentication == ClientAuthentication::private_key_jwt;
  if (needed && client.jwks.has_value() == client.jwks_uri.has_value())
    faults.push_back({"/jwks", "required", "or jwks_uri is needed for private_key_jwt, not both"});
  if (!needed && (client.jwks || client.jwks_uri))
    faults.push_back({"/jwks", "excluded", "and jwks_uri are for private_key_jwt alone"});
  if (!client.jwks) return;
  const auto keys = jose::KeySet::read(*client.jwks);
  if (!keys) {
    faults.push_back({"/jwks", "invalid", keys.error()});
  } else if (keys->keys().front().type() == jose::KeyType::oct) {
    faults.push_back({"/jwks", "invalid", "must be public keys"});
  }
}

void check_certificate(const OAuthClient& client, Faults& faults) {
  const bool needed = client.authentication == ClientAuthentication::tls_client_auth;
  if (needed != client.certificate.has_value())
    faults.push_back({"/certificate", needed ? "required" : "excluded",
                      needed ? "is needed for tls_client_auth" : "is for tls_client_auth alone"});
  // A public client's refresh tokens could be used with any other certificate.
  if (client.binds_tokens_to_certificate && client.authentication == ClientAuthentication::none)
    faults.push_back({"/binds_tokens_to_certificate", "needs_authentication",
                      "needs a client that proves who it is"});
}

void check_grants(const OAuthClient& client, Faults& faults) {
  const bool is_public = client.authentication == ClientAuthentication::none;
  if (client.grant_types.empty())
    faults.push_back({"/grant_types", "required", "needs one at least"});
  if (is_public &&
      (uses(client, GrantType::client_credentials) || uses(client, GrantType::token_exchange)))
    faults.push_back({"/grant_types", "needs_authentication",
                      "client_credentials and token_exchange need a client that proves who it is"});
  if (uses(client, GrantType::authorization_code) && client.redirect_uris.empty())
    faults.push_back({"/redirect_uris", "required", "are needed for authorization_code"});
}

void check_scopes(const OAuthClient& client, const RolePermissions& roles, Faults& faults) {
  if (client.scopes.size() > kScopesMost)
    faults.push_back({"/scopes", "too_many", "are 200 at most"});
  for (std::size_t i = 0; i < client.scopes.size(); ++i)
    if (!is_identity_scope(client.scopes[i]) && !roles.exists(client.scopes[i]))
      faults.push_back(
          {"/scopes", "unknown_value", client.scopes[i] + " is no permission and no scope"});
}

}  // namespace

void require_sound(const OAuthClient& client, const OAuthClient* before,
                   const api::Principal& caller, const Services& services) {
  Faults faults;
  const bool native = client.authentication == ClientAuthentication::none;
  check_uris(client.redirect_uris, "/redirect_uris", native, faults);
  check_uris(client.post_logout_redirect_uris, "/post_logout_redirect_uris", native, faults);
  check_outbound(client.jwks_uri, "/jwks_uri", services.any_address, faults);
  check_outbound(client.backchannel_logout_uri, "/backchannel_logout_uri", services.any_address,
                 faults);
  check_keys(client, faults);
  check_certificate(client, faults);
  check_grants(client, faults);
  check_scopes(client, services.roles, faults);
  if (!faults.empty()) throw Error{Code::invalid, "The client cannot be so.", std::move(faults)};
  require_held(client, before, caller);
}

void require_held(const OAuthClient& client, const OAuthClient* before,
                  const api::Principal& caller) {
  for (const auto& scope : permissions_of(client.scopes))
    if (!caller.may(scope) && !(before && has_scope(before->scopes, scope)))
      throw Error{Code::forbidden, "You lack " + scope + " and cannot give it to a client."};
}

}  // namespace sangam::suites::platform::openid
