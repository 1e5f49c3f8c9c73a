#pragma once

// ProofJudge: whether a request comes with a good proof of possession that was not seen before.

#include <optional>
#include <string>

#include "kernel/http/request.h"
#include "kernel/store/pool.h"
#include "suites/platform/openid/issuer.h"
#include "suites/platform/openid/key_ring.h"

namespace sangam::suites::platform::openid {

// Any loop; `auth` is a pool of that role on the calling loop.
class ProofJudge {
 public:
  ProofJudge(const Issuer& issuer, KeyRing& keys) : issuer_(issuer), keys_(keys) {}

  // At our own endpoints: the thumbprint of the key, or nothing when there is no proof. A nonce of
  // ours is asked for. Throws OAuthError{invalid_dpop_proof} or {use_dpop_nonce}.
  Task<std::string> require_good(store::Pool& auth, const http::Request& request,
                                 runtime::Deadline deadline);
  // At our API: whether the proof is good for this access token and key.
  Task<bool> proves(store::Pool& auth, const http::Request& request, std::string_view access_token,
                    std::string_view thumbprint, runtime::Deadline deadline);

 private:
  const Issuer& issuer_;
  KeyRing& keys_;
};

// Marks an id of `whose` as used, until `expires_at`; false when it was used before.
Task<bool> use_once(store::Pool& auth, std::string_view whose, std::string_view id,
                    Timestamp expires_at, runtime::Deadline deadline);

}  // namespace sangam::suites::platform::openid
