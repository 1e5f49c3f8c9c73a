#pragma once

// Provider: the door of OAuth and OpenID Connect, beside the API: discovery, keys, and the
// endpoints that standards give their own forms. Everything else is operations (declare.cpp).
//
//   GET  /.well-known/openid-configuration, /.well-known/oauth-authorization-server, /oauth/jwks
//   GET, POST  /oauth/authorize, /oauth/userinfo, /oauth/end_session
//   POST /oauth/token, /oauth/par, /oauth/revoke, /oauth/introspect, /oauth/device_authorization

#include "suites/platform/openid/authorize_endpoint.h"
#include "suites/platform/openid/device_endpoint.h"
#include "suites/platform/openid/logout_endpoint.h"
#include "suites/platform/openid/token_endpoint.h"
#include "suites/platform/openid/token_services.h"

namespace sangam::suites::platform::openid {

inline constexpr std::string_view kOAuthPath = "/oauth/";
inline constexpr std::string_view kWellKnownOpenId = "/.well-known/openid-configuration";
inline constexpr std::string_view kWellKnownOAuth = "/.well-known/oauth-authorization-server";

// Any loop.
class Provider final : public http::RequestHandler {
 public:
  explicit Provider(Workshop shop);

  // Whether a path is one of the provider's.
  static bool serves(std::string_view path) noexcept;
  Task<http::Response> handle(http::Request& request) override;

 private:
  Task<http::Response> answer(http::Request& request);
  Task<http::Response> post(http::Request& request);
  Task<http::Response> jwks(const http::Request& request);
  Task<Parameters> form(http::Request& request);

  const Workshop shop_;
  ClientAuthenticator clients_;
  TokenEndpoint tokens_;
  AuthorizeEndpoint authorize_;
  TokenServices services_;
  DeviceEndpoint devices_;
  LogoutEndpoint logout_;
};

}  // namespace sangam::suites::platform::openid
