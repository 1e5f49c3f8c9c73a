#pragma once

// JSON Web Tokens (RFC 7519): what a verified payload claims, and whether it is for us and now.

#include <chrono>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "base/timestamp.h"
#include "kernel/jose/signature.h"

namespace sangam::jose {

struct Claims {
  std::string issuer;                 // iss
  std::string subject;                // sub; may be empty
  std::vector<std::string> audience;  // aud, of which it is often one
  std::string id;                     // jti; may be empty
  Timestamp expires_at;               // exp
  Timestamp issued_at;                // iat; 1970 when it says nothing
};

// What a token must be, all of it.
struct Expected {
  std::string_view type;  // of the header: "at+jwt", "secevent+jwt"; empty: "jwt" or none
  std::string_view issuer;
  std::string_view audience;
  Timestamp now;
  std::chrono::seconds leeway{60};  // clocks of others differ
};

// The claims of a token whose signature was verified. Refused: another type, issuer or audience,
// one without an expiry, expired, not valid yet, issued in the future. The error is for operators.
// O(bytes).
std::expected<Claims, std::string> read_token(const Verified& verified, const Expected& expected);

}  // namespace sangam::jose
