#pragma once

// SigningKey: an Ed25519 key that signs tokens (EdDSA, RFC 8037).

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace sangam::jose {

class SigningKey {
 public:
  static constexpr std::size_t kSeedSize = 32;
  using Seed = std::array<std::uint8_t, kSeedSize>;

  // `seed` is the secret (clock::random_bytes gives one).
  explicit SigningKey(const Seed& seed);
  ~SigningKey();  // wipes the secret
  SigningKey(const SigningKey&) = delete;
  SigningKey& operator=(const SigningKey&) = delete;

  // The thumbprint of the public key (RFC 7638): the same for the same key, everywhere.
  const std::string& id() const noexcept { return id_; }
  // The public key as a JSON Web Key, for a key set.
  std::string public_json() const;

  // A compact signature of `payload` with that "typ" in its header. O(bytes).
  std::string sign(std::string_view type, std::string_view payload) const;

 private:
  std::string public_key() const;

  std::array<std::uint8_t, 64> secret_{};
  std::string id_;
};

}  // namespace sangam::jose
