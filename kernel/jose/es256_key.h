#pragma once

// Es256Key: a key on P-256 that signs tokens (ES256, RFC 7518 §3.4), for those who cannot verify
// Ed25519 yet. Signing takes some 30 microseconds.

#include <openssl/types.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace sangam::jose {

// Immutable; any thread.
class Es256Key {
 public:
  static constexpr std::size_t kSeedSize = 48;
  using Seed = std::array<std::uint8_t, kSeedSize>;

  // The secret is `seed` modulo the order of the curve; the surplus bits leave no bias (FIPS 186-5,
  // A.2.1).
  explicit Es256Key(const Seed& seed);

  // The thumbprint of the public key (RFC 7638).
  const std::string& id() const noexcept { return id_; }
  // The public key as a JSON Web Key, for a key set.
  const std::string& public_json() const noexcept { return public_json_; }

  // A compact signature of `payload` with that "typ" in its header. O(bytes).
  std::string sign(std::string_view type, std::string_view payload) const;

 private:
  std::shared_ptr<EVP_PKEY> key_;
  std::string id_;
  std::string public_json_;
};

}  // namespace sangam::jose
