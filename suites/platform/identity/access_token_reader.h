#pragma once

// AccessTokenReader: how the authenticator learns whom an access token is of, without knowing who
// issues them.

#include <string_view>

#include "kernel/api/identity.h"

namespace sangam::suites::platform {

// A token that holds, and until when at most.
struct ReadToken {
  api::IdentityPointer identity;
  Timestamp valid_until;
  bool for_this_request = false;  // it holds by what came with the request, so is not remembered
};

// Any loop.
class AccessTokenReader {
 public:
  virtual ~AccessTokenReader() = default;

  // Throws Error{unauthenticated} for a token that is wrong, revoked or expired. `proven`: it came
  // as "DPoP", with a proof that is good for this request alone (RFC 9449); tokens that ask for one
  // are refused without, and others with it.
  virtual Task<ReadToken> read(const http::Request& request, std::string_view token,
                               bool proven) = 0;
};

}  // namespace sangam::suites::platform
