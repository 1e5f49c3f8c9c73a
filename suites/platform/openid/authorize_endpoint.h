#pragma once

// AuthorizeEndpoint: where clients send people (/oauth/authorize), and where they push what they
// will ask first (/oauth/par, RFC 9126). The browser comes from another site, without our cookie:
// so the request is kept here, and the person is sent on to a page of the console that sees it.

#include "kernel/http/handler.h"
#include "suites/platform/openid/authorization_request.h"
#include "suites/platform/openid/client_authenticator.h"

namespace sangam::suites::platform::openid {

// Any loop.
class AuthorizeEndpoint {
 public:
  AuthorizeEndpoint(const Workshop& shop, ClientAuthenticator& clients)
      : shop_(shop), clients_(clients) {}

  // Answers by redirects only: to the console, or with an error to the client's registered address.
  Task<http::Response> authorize(const http::Request& request, Parameters parameters);
  // Throws OAuthError.
  Task<http::Response> push(const http::Request& request, Parameters parameters);

 private:
  Task<Parameters> unfold(const http::Request& request, ClientPointer client,
                          Parameters parameters);
  Task<http::Response> send_on(const http::Request& request, ClientPointer client,
                               Parameters parameters);

  const Workshop& shop_;
  ClientAuthenticator& clients_;
};

}  // namespace sangam::suites::platform::openid
