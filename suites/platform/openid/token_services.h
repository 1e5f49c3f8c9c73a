#pragma once

// What is done with tokens beside giving them: telling of the person (userinfo), whether one holds
// (introspection, RFC 7662), ending one (revocation, RFC 7009).

#include "kernel/http/handler.h"
#include "suites/platform/openid/client_authenticator.h"

namespace sangam::suites::platform::openid {

// Any loop. All throw OAuthError.
class TokenServices {
 public:
  TokenServices(const Workshop& shop, ClientAuthenticator& clients)
      : shop_(shop), clients_(clients) {}

  Task<http::Response> userinfo(const http::Request& request);
  Task<http::Response> introspect(const http::Request& request, Parameters parameters);
  Task<http::Response> revoke(const http::Request& request, Parameters parameters);

 private:
  Task<void> revoke_refresh_token(const http::Request& request, ClientPointer client,
                                  std::string token);
  Task<std::string> describe_refresh_token(const http::Request& request, ClientPointer client,
                                           std::string token);

  const Workshop& shop_;
  ClientAuthenticator& clients_;
};

}  // namespace sangam::suites::platform::openid
