#pragma once

// JSON Web Signatures in their compact form (RFC 7515), verified after RFC 8725: the caller says
// which algorithms it takes, the key which it is for, and what a signature says about where to find
// a key (jku, jwk, x5u, x5c) is never followed. Start here.
//
//   const auto keys = KeySet::read(jwks);
//   const auto verified = verify(text, *keys, {Algorithm::EdDSA, Algorithm::ES256});
//   if (!verified) … verified.error() is a sentence for the log

#include <expected>
#include <initializer_list>
#include <string>
#include <string_view>

#include "kernel/jose/key.h"

namespace sangam::jose {

inline constexpr std::size_t kMostBytes = 64 * 1024;

struct Verified {
  std::string payload;  // bytes
  std::string type;     // "typ" of the header, in lower case without "application/"; may be empty
  std::string key_id;   // "kid" of the header; may be empty
  Algorithm algorithm = Algorithm::EdDSA;
};

// The error is for operators; tell callers only that it was refused. O(bytes).
std::expected<Verified, std::string> verify(std::string_view compact, const KeySet& keys,
                                            std::initializer_list<Algorithm> allowed);

}  // namespace sangam::jose
