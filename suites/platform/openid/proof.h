#pragma once

// Proofs of possession (DPoP, RFC 9449): who asks shows that it holds a key, by a token signed for
// this one request. Pure; whether a proof was seen before is asked elsewhere (proof_judge.h).

#include <expected>
#include <string>
#include <string_view>

#include "base/timestamp.h"

namespace boost::json {
class object;
}

namespace sangam::suites::platform::openid {

// How old a proof may be, and how far ahead its maker's clock.
inline constexpr std::int64_t kProofSeconds = 60;

struct Proof {
  std::string thumbprint;  // of its key (RFC 7638)
  std::string id;          // jti
  std::string nonce;       // empty: none
};

// What a proof must be for.
struct ProofTarget {
  std::string_view method;
  std::string_view url;           // without query
  std::string_view access_token;  // empty: none comes with it
  Timestamp now;
};

// The error is for operators. Refused: other types, symmetric algorithms, private keys, another
// method, address or access token, and proofs that are too old or from the future. O(bytes).
std::expected<Proof, std::string> read_proof(std::string_view text, const ProofTarget& target);

// The thumbprint of a public key (RFC 7638 §3); the error is a sentence for people.
std::expected<std::string, std::string> thumbprint_of(const boost::json::object& key);

}  // namespace sangam::suites::platform::openid
