#pragma once

// TokenJudge: whether an access token holds now. Its signature is checked, then what may have
// changed since it was signed: its client, its grant, the user and what they may do.

#include <optional>

#include "suites/platform/identity/roles.h"
#include "suites/platform/identity/subjects.h"
#include "suites/platform/openid/access_token.h"
#include "suites/platform/openid/client_directory.h"
#include "suites/platform/openid/issuer.h"
#include "suites/platform/openid/key_ring.h"

namespace sangam::suites::platform::openid {

struct JudgedToken {
  AccessToken token;
  ClientPointer client;
  std::optional<Subject> user;           // none for a client itself
  Scopes scopes;                         // what is left of the token's
  std::vector<std::string> permissions;  // of them, sorted: what it may do now
};

// Any loop.
class TokenJudge {
 public:
  TokenJudge(const Issuer& issuer, KeyRing& keys, ClientDirectory& clients,
             const RolePermissions& roles)
      : issuer_(issuer), keys_(keys), clients_(clients), roles_(roles) {}

  // Nothing when it does not hold. `auth` is a pool of that role on the calling loop. Throws
  // Error{unavailable}, Error{deadline_exceeded}. Two round trips at most.
  Task<std::optional<JudgedToken>> judge(store::Pool& auth, std::string_view text,
                                         runtime::Deadline deadline);

 private:
  Task<std::optional<JudgedToken>> judge_read(store::Pool& auth, AccessToken token,
                                              runtime::Deadline deadline);

  const Issuer& issuer_;
  KeyRing& keys_;
  ClientDirectory& clients_;
  const RolePermissions& roles_;
};

}  // namespace sangam::suites::platform::openid
