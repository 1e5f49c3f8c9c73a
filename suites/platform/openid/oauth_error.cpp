#include "suites/platform/openid/oauth_error.h"

#include "suites/platform/openid/json_object.h"

namespace sangam::suites::platform::openid {

OAuthError invalid_request(std::string description) {
  return {"invalid_request", std::move(description)};
}

OAuthError invalid_client(std::string description) {
  OAuthError error("invalid_client", std::move(description), 401);
  error.challenge = "Basic realm=\"oauth\", charset=\"UTF-8\"";
  return error;
}

OAuthError invalid_grant(std::string description) {
  return {"invalid_grant", std::move(description)};
}

OAuthError invalid_scope(std::string description) {
  return {"invalid_scope", std::move(description)};
}

OAuthError invalid_token(std::string_view scheme, std::string_view code) {
  OAuthError error(std::string(code), "The token is missing, wrong, revoked or expired.", 401);
  error.challenge = std::string(scheme) + " error=\"" + std::string(code) + "\"";
  return error;
}

http::Response error_response(const OAuthError& error) {
  JsonObject body;
  body.text("error", error.code).text("error_description", error.description);
  http::Response response(error.status, "application/json", std::move(body).str());
  response.headers.add("Cache-Control", "no-store");
  if (!error.challenge.empty()) response.headers.add("WWW-Authenticate", error.challenge);
  if (!error.dpop_nonce.empty()) response.headers.add("DPoP-Nonce", error.dpop_nonce);
  return response;
}

}  // namespace sangam::suites::platform::openid
