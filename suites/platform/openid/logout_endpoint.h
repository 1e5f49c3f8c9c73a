#pragma once

// LogoutEndpoint: where clients send people who sign out (OpenID Connect RP-Initiated Logout 1.0).
// The browser comes without our cookie, so a page of the console asks the person and does it.

#include "kernel/http/handler.h"
#include "suites/platform/openid/parameters.h"
#include "suites/platform/openid/workshop.h"

namespace sangam::suites::platform::openid {

// In the parameters of a kept request: what it is for.
inline constexpr std::string_view kLogoutMark = "logout";

// Any loop.
class LogoutEndpoint {
 public:
  explicit LogoutEndpoint(const Workshop& shop) : shop_(shop) {}

  // Answers by a redirect to the console.
  Task<http::Response> begin(const http::Request& request, Parameters parameters);

 private:
  Task<ClientPointer> client_of(const http::Request& request, const Parameters& parameters);

  const Workshop& shop_;
};

}  // namespace sangam::suites::platform::openid
