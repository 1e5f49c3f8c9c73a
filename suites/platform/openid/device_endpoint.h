#pragma once

// DeviceEndpoint: where a device without a browser begins (RFC 8628 §3.1): it gets a code to ask
// with, and one that a person types elsewhere.

#include "kernel/http/handler.h"
#include "suites/platform/openid/client_authenticator.h"

namespace sangam::suites::platform::openid {

inline constexpr std::int32_t kPollSeconds = 5;

// Any loop. Throws OAuthError.
class DeviceEndpoint {
 public:
  DeviceEndpoint(const Workshop& shop, ClientAuthenticator& clients)
      : shop_(shop), clients_(clients) {}

  Task<http::Response> begin(const http::Request& request, Parameters parameters);

 private:
  const Workshop& shop_;
  ClientAuthenticator& clients_;
};

}  // namespace sangam::suites::platform::openid
