#pragma once

// Signing out everywhere: the operation behind the console's page /sign-out. What the session gave
// to clients ends, and those that want to be told are (OpenID Connect Back-Channel Logout 1.0).

#include "kernel/api/call.h"
#include "suites/platform/openid/authorizations.h"
#include "suites/platform/openid/outbound.h"
#include "suites/platform/openid/services.h"

namespace sangam::suites::platform::openid {

struct LogOut {
  std::optional<Text<1, 64>> request;
};
SANGAM_DESCRIBE(LogOut, (request, "The handle in the address of the page, if there is one"))

struct LoggedOut {
  std::optional<std::string> location;
};
SANGAM_DESCRIBE(LoggedOut, (location, "Where to go after signing out, when a client asked"))

// Any loop.
class Logouts {
 public:
  explicit Logouts(Services& services) : s_(services) {}

  // Ends what the caller's session gave to clients, but for what they may do while the person is
  // away; the session itself ends by session.sign_out. Clients are told after this returned.
  Task<LoggedOut> end(api::Call& call, LogOut request);

 private:
  Task<void> end_grants(api::Call& call);
  Task<std::optional<std::string>> destination(api::Call& call, std::string handle);

  Services& s_;
};

}  // namespace sangam::suites::platform::openid
