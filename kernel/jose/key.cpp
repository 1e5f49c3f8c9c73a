#include "kernel/jose/key.h"

#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rsa.h>

#include "base/assert.h"

namespace sangam::jose {

namespace {

using enum Algorithm;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

const EVP_MD* digest_of(Algorithm algorithm) {
  switch (algorithm) {
    case HS256:
    case RS256:
    case PS256:
    case ES256:
      return EVP_sha256();
    case HS384:
    case RS384:
    case PS384:
    case ES384:
      return EVP_sha384();
    case HS512:
    case RS512:
    case PS512:
    case ES512:
      return EVP_sha512();
    case EdDSA:
      return nullptr;  // it has its own
  }
  SANGAM_ASSERT(false);
}

// The curve that each algorithm is for, by the bytes of a coordinate.
std::size_t coordinate_bytes(Algorithm algorithm) {
  return algorithm == ES256 ? 32 : algorithm == ES384 ? 48 : 66;
}

bool verify_mac(Algorithm algorithm, const std::string& secret, std::string_view text,
                std::string_view signature) {
  unsigned char mac[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  SANGAM_ASSERT(HMAC(digest_of(algorithm), secret.data(), static_cast<int>(secret.size()),
                     bytes_of(text), text.size(), mac, &size) != nullptr);
  return signature.size() == size && CRYPTO_memcmp(mac, signature.data(), size) == 0;
}

struct FreeSignature {
  void operator()(ECDSA_SIG* signature) const { ECDSA_SIG_free(signature); }
};

// JOSE has the two numbers one behind the other (RFC 7518 §3.4), OpenSSL as DER. Empty when the
// length is wrong.
std::string to_der(std::string_view signature, std::size_t half) {
  if (signature.size() != 2 * half) return {};
  const std::unique_ptr<ECDSA_SIG, FreeSignature> numbers(ECDSA_SIG_new());
  SANGAM_ASSERT(numbers != nullptr);
  const auto* bytes = bytes_of(signature);
  const auto length = static_cast<int>(half);
  SANGAM_ASSERT(ECDSA_SIG_set0(numbers.get(), BN_bin2bn(bytes, length, nullptr),
                               BN_bin2bn(bytes + half, length, nullptr)) == 1);
  unsigned char* der = nullptr;
  const int size = i2d_ECDSA_SIG(numbers.get(), &der);
  if (size <= 0) return {};
  std::string out(reinterpret_cast<const char*>(der), static_cast<std::size_t>(size));
  OPENSSL_free(der);
  return out;
}

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

bool verify_public(Algorithm algorithm, const EVP_PKEY* key, std::string_view text,
                   std::string_view signature) {
  const std::unique_ptr<EVP_MD_CTX, FreeContext> context(EVP_MD_CTX_new());
  SANGAM_ASSERT(context != nullptr);
  EVP_PKEY_CTX* parameters = nullptr;
  // OpenSSL does not change the key, but does not say so.
  if (EVP_DigestVerifyInit(context.get(), &parameters, digest_of(algorithm), nullptr,
                           const_cast<EVP_PKEY*>(key)) != 1)
    return false;
  if (algorithm >= PS256 && algorithm <= PS512 &&
      (EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) != 1 ||
       EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, RSA_PSS_SALTLEN_DIGEST) != 1))
    return false;
  return EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(text),
                          text.size()) == 1;
}

}  // namespace

bool Key::suits(Algorithm algorithm) const noexcept {
  if (key_type_of(algorithm) != type_ || (algorithm_ && *algorithm_ != algorithm)) return false;
  // A secret is as long as its hash at least (RFC 7518 §3.2).
  if (type_ == KeyType::oct)
    return strength_ >= static_cast<std::size_t>(EVP_MD_get_size(digest_of(algorithm)));
  return type_ != KeyType::EC || strength_ == coordinate_bytes(algorithm);
}

bool Key::verifies(Algorithm algorithm, std::string_view text, std::string_view signature) const {
  SANGAM_ASSERT(suits(algorithm));
  if (type_ == KeyType::oct) return verify_mac(algorithm, *secret_, text, signature);
  if (type_ != KeyType::EC) return verify_public(algorithm, public_key_.get(), text, signature);
  const auto der = to_der(signature, strength_);
  return !der.empty() && verify_public(algorithm, public_key_.get(), text, der);
}

}  // namespace sangam::jose
