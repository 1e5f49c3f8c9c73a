#pragma once

// Beginning a session: what every way of signing in ends with.

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/timestamp.h"
#include "kernel/store/unit_of_work.h"
#include "suites/platform/identity/policy.h"

namespace sangam::suites::platform {

struct SessionResource {
  static constexpr std::string_view kIdPrefix = "ses";
};
using SessionId = Id<SessionResource>;

struct NewSession {
  std::optional<Uuid> account;  // none: an identity provider vouches for the user
  std::int32_t tenant = 0;
  Uuid user;
  std::vector<std::string> methods;  // values of amr (RFC 8176)
  std::string device;                // User-Agent, cut
  std::string address;
  SignInPolicy policy;
  Timestamp now;  // machine time
};

struct OpenedSession {
  SessionId id;
  std::string token;
  Timestamp expires_at;
};

// Leaves with the commit of `work`, which is of the role auth.
OpenedSession open_session(store::UnitOfWork& work, const NewSession& session);

// The cookie of a session that ends at `expires_at`.
std::string session_cookie(std::string_view token, Timestamp expires_at, Timestamp now,
                           bool secure);

}  // namespace sangam::suites::platform
