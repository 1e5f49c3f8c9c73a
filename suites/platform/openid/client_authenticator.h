#pragma once

// ClientAuthenticator: which client sends a request to an endpoint, and whether it proved so.

#include "kernel/http/request.h"
#include "suites/platform/openid/parameters.h"
#include "suites/platform/openid/workshop.h"

namespace sangam::suites::platform::openid {

// Any loop.
class ClientAuthenticator {
 public:
  explicit ClientAuthenticator(const Workshop& shop) : shop_(shop) {}

  // The client, by the one way it registered: secret (Basic or form), signed assertion, certificate
  // with its id, or for public clients its id alone. Throws OAuthError{invalid_client}, or
  // {invalid_request} when it tries several ways at once.
  Task<ClientPointer> authenticate(const http::Request& request, const Parameters& parameters);

 private:
  Task<ClientPointer> by_secret(const http::Request& request, std::string id, std::string secret);
  Task<ClientPointer> by_assertion(const http::Request& request, const Parameters& parameters);
  Task<ClientPointer> by_id(const http::Request& request, std::string_view id);

  const Workshop& shop_;
};

}  // namespace sangam::suites::platform::openid
