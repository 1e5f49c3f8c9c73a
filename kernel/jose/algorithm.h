#pragma once

// The signature algorithms of JOSE that are safe to accept (RFC 7518 §3.1, RFC 8037). "none" is not
// among them.

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/describe.h"

namespace sangam::jose {

enum class Algorithm : std::uint8_t {
  HS256,  // HMAC: whoever verifies can sign
  HS384,
  HS512,
  RS256,  // RSA, PKCS #1 v1.5
  RS384,
  RS512,
  PS256,  // RSA, PSS
  PS384,
  PS512,
  ES256,  // ECDSA, on P-256, P-384, P-521
  ES384,
  ES512,
  EdDSA,  // Ed25519
};
SANGAM_ENUM(Algorithm, HS256, HS384, HS512, RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384,
            ES512, EdDSA)

// The algorithm of that name in a token or key. "Ed25519" is what RFC 9864 calls the EdDSA that we
// accept. nullopt for others.
inline std::optional<Algorithm> algorithm_of(std::string_view name) {
  if (name == "Ed25519") return Algorithm::EdDSA;
  Algorithm algorithm{};
  if (type_of<Algorithm>.parse(name, &algorithm)) return std::nullopt;
  return algorithm;
}

enum class KeyType : std::uint8_t { oct, RSA, EC, OKP };
SANGAM_ENUM(KeyType, oct, RSA, EC, OKP)

constexpr KeyType key_type_of(Algorithm algorithm) noexcept {
  if (algorithm <= Algorithm::HS512) return KeyType::oct;
  if (algorithm <= Algorithm::PS512) return KeyType::RSA;
  return algorithm == Algorithm::EdDSA ? KeyType::OKP : KeyType::EC;
}

}  // namespace sangam::jose
