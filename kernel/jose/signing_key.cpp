#include "kernel/jose/signing_key.h"

#include <sodium.h>

#include "base/assert.h"
#include "base/base64.h"
#include "base/json_text.h"

namespace sangam::jose {

namespace {

std::string text_of(const unsigned char* bytes, std::size_t size) {
  return {reinterpret_cast<const char*>(bytes), size};
}

// Members in the order and form that the thumbprint is made of.
std::string required_members(std::string_view public_key) {
  return R"("crv":"Ed25519","kty":"OKP","x":")" + to_base64url(public_key) + "\"";
}

std::string sha256(std::string_view text) {
  unsigned char digest[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(digest, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  return text_of(digest, sizeof digest);
}

}  // namespace

SigningKey::SigningKey(const Seed& seed) {
  unsigned char ignored[crypto_sign_PUBLICKEYBYTES];
  static_assert(crypto_sign_SECRETKEYBYTES == 64 && crypto_sign_SEEDBYTES == kSeedSize);
  SANGAM_ASSERT(crypto_sign_seed_keypair(ignored, secret_.data(), seed.data()) == 0);
  id_ = to_base64url(sha256("{" + required_members(public_key()) + "}"));
}

SigningKey::~SigningKey() { sodium_memzero(secret_.data(), secret_.size()); }

// The second half of what libsodium calls the secret key.
std::string SigningKey::public_key() const { return text_of(secret_.data() + 32, 32); }

std::string SigningKey::public_json() const {
  return "{" + required_members(public_key()) + R"(,"alg":"EdDSA","use":"sig","kid":")" + id_ +
         "\"}";
}

std::string SigningKey::sign(std::string_view type, std::string_view payload) const {
  std::string header = R"({"alg":"EdDSA","typ":)";
  append_json_string(type, header);
  header += R"(,"kid":")" + id_ + "\"}";
  auto text = to_base64url(header) + "." + to_base64url(payload);
  unsigned char signature[crypto_sign_BYTES];
  SANGAM_ASSERT(crypto_sign_detached(signature, nullptr,
                                     reinterpret_cast<const unsigned char*>(text.data()),
                                     text.size(), secret_.data()) == 0);
  text += "." + to_base64url(text_of(signature, sizeof signature));
  return text;
}

}  // namespace sangam::jose
