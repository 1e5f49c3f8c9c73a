#include "suites/platform/openid/discovery.h"

#include "suites/platform/openid/json_object.h"
#include "suites/platform/openid/token_endpoint.h"

namespace sangam::suites::platform::openid {

namespace {

void add_addresses(const std::string& issuer, JsonObject& document) {
  document.text("issuer", issuer)
      .text("authorization_endpoint", issuer + "/oauth/authorize")
      .text("token_endpoint", issuer + "/oauth/token")
      .text("jwks_uri", issuer + "/oauth/jwks")
      .text("userinfo_endpoint", issuer + "/oauth/userinfo")
      .text("pushed_authorization_request_endpoint", issuer + "/oauth/par")
      .text("device_authorization_endpoint", issuer + "/oauth/device_authorization")
      .text("revocation_endpoint", issuer + "/oauth/revoke")
      .text("introspection_endpoint", issuer + "/oauth/introspect")
      .text("end_session_endpoint", issuer + "/oauth/end_session")
      .text("service_documentation", issuer + "/docs");
}

void add_clients(JsonObject& document) {
  const std::vector<std::string> methods{"client_secret_basic", "client_secret_post",
                                         "private_key_jwt", "tls_client_auth", "none"};
  const std::vector<std::string> algorithms{"EdDSA", "Ed25519", "ES256", "ES384", "ES512",
                                            "PS256", "PS384",   "PS512", "RS256"};
  for (const std::string kind : {"token", "revocation", "introspection"})
    document.texts(kind + "_endpoint_auth_methods_supported", methods)
        .texts(kind + "_endpoint_auth_signing_alg_values_supported", algorithms);
  document.texts("dpop_signing_alg_values_supported", algorithms);
}

}  // namespace

std::string discovery_document(const std::string& issuer) {
  JsonObject document;
  add_addresses(issuer, document);
  add_clients(document);
  std::vector<std::string> grants;
  using enum GrantType;
  for (const auto type :
       {authorization_code, refresh_token, client_credentials, device_code, token_exchange})
    grants.emplace_back(wire_name(type));
  document.texts("grant_types_supported", grants)
      .texts("response_types_supported", {"code"})
      .texts("response_modes_supported", {"query"})
      .texts("scopes_supported", {"openid", "profile", "email", "offline_access"})
      .texts("subject_types_supported", {"public"})
      .texts("id_token_signing_alg_values_supported", {"EdDSA", "ES256"})
      .texts("code_challenge_methods_supported", {"S256"})
      .texts("acr_values_supported", {"1", "2"})
      .texts("prompt_values_supported", {"none", "login", "consent", "select_account"})
      .texts("claims_supported", {"iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "acr",
                                  "amr", "sid", "at_hash", "tenant", "name", "email"})
      .flag("authorization_response_iss_parameter_supported", true)
      .flag("claims_parameter_supported", false)
      .flag("request_parameter_supported", false)
      .flag("request_uri_parameter_supported", false)
      .flag("require_pushed_authorization_requests", false)
      .flag("backchannel_logout_supported", true)
      .flag("backchannel_logout_session_supported", true)
      .flag("tls_client_certificate_bound_access_tokens", true);
  return std::move(document).str();
}

}  // namespace sangam::suites::platform::openid
