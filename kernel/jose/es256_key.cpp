#include "kernel/jose/es256_key.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <sodium.h>

#include "base/assert.h"
#include "base/base64.h"
#include "base/json_text.h"

namespace sangam::jose {

namespace {

constexpr int kCoordinate = 32;  // bytes

template <auto kFree>
struct Freed {
  template <class T>
  void operator()(T* pointer) const noexcept {
    kFree(pointer);
  }
};
template <class T, auto kFree>
using Owned = std::unique_ptr<T, Freed<kFree>>;
using Number = Owned<BIGNUM, BN_clear_free>;
using Group = Owned<EC_GROUP, EC_GROUP_free>;
using Point = Owned<EC_POINT, EC_POINT_free>;

std::string text_of(const unsigned char* bytes, std::size_t size) {
  return {reinterpret_cast<const char*>(bytes), size};
}

std::string sha256(std::string_view text) {
  unsigned char digest[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(digest, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  return text_of(digest, sizeof digest);
}

// From 1 to the order less one.
Number secret_of(const Es256Key::Seed& seed, const EC_GROUP* group) {
  const Owned<BN_CTX, BN_CTX_free> context(BN_CTX_secure_new());
  const Number most(BN_dup(EC_GROUP_get0_order(group)));
  const Number wide(BN_bin2bn(seed.data(), static_cast<int>(seed.size()), nullptr));
  Number secret(BN_secure_new());
  SANGAM_ASSERT(context && most && wide && secret);
  BN_set_flags(wide.get(), BN_FLG_CONSTTIME);
  SANGAM_ASSERT(BN_sub_word(most.get(), 1) == 1);
  SANGAM_ASSERT(BN_mod(secret.get(), wide.get(), most.get(), context.get()) == 1);
  SANGAM_ASSERT(BN_add_word(secret.get(), 1) == 1);
  return secret;
}

// X9.62, uncompressed: 4, x, y.
std::string public_point(const EC_GROUP* group, const BIGNUM* secret) {
  const Point point(EC_POINT_new(group));
  SANGAM_ASSERT(EC_POINT_mul(group, point.get(), secret, nullptr, nullptr, nullptr) == 1);
  unsigned char bytes[1 + 2 * kCoordinate];
  SANGAM_ASSERT(EC_POINT_point2oct(group, point.get(), POINT_CONVERSION_UNCOMPRESSED, bytes,
                                   sizeof bytes, nullptr) == sizeof bytes);
  return text_of(bytes, sizeof bytes);
}

std::shared_ptr<EVP_PKEY> key_of(const BIGNUM* secret, const std::string& point) {
  const Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free> builder(OSSL_PARAM_BLD_new());
  SANGAM_ASSERT(
      OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0) == 1);
  SANGAM_ASSERT(OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, secret) == 1);
  SANGAM_ASSERT(OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY,
                                                 point.data(), point.size()) == 1);
  const Owned<OSSL_PARAM, OSSL_PARAM_free> parameters(OSSL_PARAM_BLD_to_param(builder.get()));
  const Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free> context(
      EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  EVP_PKEY* key = nullptr;
  SANGAM_ASSERT(EVP_PKEY_fromdata_init(context.get()) == 1);
  SANGAM_ASSERT(EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_KEYPAIR, parameters.get()) == 1);
  return {key, EVP_PKEY_free};
}

// Members in the order and form that the thumbprint is made of.
std::string required_members(const std::string& point) {
  return R"("crv":"P-256","kty":"EC","x":")" + to_base64url(point.substr(1, kCoordinate)) +
         R"(","y":")" + to_base64url(point.substr(1 + kCoordinate)) + "\"";
}

// From DER to two numbers of fixed length, as JOSE writes them.
std::string raw_signature(const unsigned char* der, std::size_t size) {
  const Owned<ECDSA_SIG, ECDSA_SIG_free> signature(
      d2i_ECDSA_SIG(nullptr, &der, static_cast<long>(size)));
  SANGAM_ASSERT(signature != nullptr);
  unsigned char raw[2 * kCoordinate];
  SANGAM_ASSERT(BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), raw, kCoordinate) == kCoordinate);
  SANGAM_ASSERT(BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), raw + kCoordinate, kCoordinate) ==
                kCoordinate);
  return text_of(raw, sizeof raw);
}

}  // namespace

Es256Key::Es256Key(const Seed& seed) {
  const Group group(EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1));
  const auto secret = secret_of(seed, group.get());
  const auto point = public_point(group.get(), secret.get());
  key_ = key_of(secret.get(), point);
  const auto members = required_members(point);
  id_ = to_base64url(sha256("{" + members + "}"));
  public_json_ = "{" + members + R"(,"alg":"ES256","use":"sig","kid":")" + id_ + "\"}";
}

std::string Es256Key::sign(std::string_view type, std::string_view payload) const {
  std::string header = R"({"alg":"ES256","typ":)";
  append_json_string(type, header);
  header += R"(,"kid":")" + id_ + "\"}";
  auto text = to_base64url(header) + "." + to_base64url(payload);
  const Owned<EVP_MD_CTX, EVP_MD_CTX_free> context(EVP_MD_CTX_new());
  unsigned char der[80];
  std::size_t size = sizeof der;
  SANGAM_ASSERT(EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) == 1);
  SANGAM_ASSERT(EVP_DigestSign(context.get(), der, &size,
                               reinterpret_cast<const unsigned char*>(text.data()),
                               text.size()) == 1);
  text += "." + to_base64url(raw_signature(der, size));
  return text;
}

}  // namespace sangam::jose
