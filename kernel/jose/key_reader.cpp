#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <algorithm>
#include <boost/json.hpp>

#include "base/assert.h"
#include "base/base64.h"
#include "kernel/api/json_document.h"
#include "kernel/jose/key.h"

namespace sangam::jose {

namespace json = boost::json;

namespace {

using Wrong = std::unexpected<std::string>;

constexpr int kLeastRsaBits = 2'048;
constexpr int kMostRsaBits = 16'384;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::optional<std::string> text_at(const json::object& json, std::string_view name) {
  const auto* found = json.if_contains(name);
  if (!found || !found->is_string()) return std::nullopt;
  return std::string(found->as_string());
}

std::optional<std::string> bytes_at(const json::object& json, std::string_view name) {
  const auto text = text_at(json, name);
  return text ? from_base64url(*text) : std::nullopt;
}

// "use" and "key_ops": absent, or for signatures.
bool is_for_signatures(const json::object& json) {
  if (const auto* use = json.if_contains("use"); use && *use != "sig") return false;
  const auto* operations = json.if_contains("key_ops");
  if (!operations) return true;
  if (!operations->is_array()) return false;
  for (const auto& one : operations->as_array())
    if (one == "verify" || one == "sign") return true;
  return false;
}

struct FreeKey {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct FreeContext {
  void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
};
struct FreeBuilder {
  void operator()(OSSL_PARAM_BLD* builder) const { OSSL_PARAM_BLD_free(builder); }
};
struct FreeParameters {
  void operator()(OSSL_PARAM* parameters) const { OSSL_PARAM_free(parameters); }
};
struct FreeNumber {
  void operator()(BIGNUM* number) const { BN_free(number); }
};
using Number = std::unique_ptr<BIGNUM, FreeNumber>;
using PublicKey = std::shared_ptr<const EVP_PKEY>;

Number number_of(std::string_view bytes) {
  return Number(BN_bin2bn(bytes_of(bytes), static_cast<int>(bytes.size()), nullptr));
}

// Null for what is no key of that kind: also when a point is on no curve.
PublicKey make_key(const char* kind, OSSL_PARAM_BLD* builder) {
  const std::unique_ptr<OSSL_PARAM, FreeParameters> parameters(OSSL_PARAM_BLD_to_param(builder));
  const std::unique_ptr<EVP_PKEY_CTX, FreeContext> context(
      EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
  EVP_PKEY* key = nullptr;
  if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1)
    return nullptr;
  PublicKey made(key, FreeKey());
  const std::unique_ptr<EVP_PKEY_CTX, FreeContext> check(EVP_PKEY_CTX_new(key, nullptr));
  return check && EVP_PKEY_public_check(check.get()) == 1 ? made : nullptr;
}

// Whether the modulus has the form that a flawed generator gave it (ROCA, CVE-2017-15361): modulo
// each small prime it is a power of 65537.
bool has_roca_form(const BIGNUM* modulus) {
  constexpr unsigned kPrimes[] = {11, 13, 17,  19,  37,  53,  61,  71, 73,
                                  79, 97, 103, 107, 109, 127, 151, 157};
  for (const unsigned prime : kPrimes) {
    const auto rest = static_cast<unsigned>(BN_mod_word(modulus, prime));
    unsigned power = 1;
    do
      power = power * (65'537 % prime) % prime;
    while (power != rest && power != 1);
    if (power != rest) return false;
  }
  return true;
}

struct Curve {
  std::string_view name;
  const char* group;
  std::size_t bytes;  // of a coordinate
};
constexpr Curve kCurves[] = {
    {"P-256", "P-256", 32}, {"P-384", "P-384", 48}, {"P-521", "P-521", 66}};

}  // namespace

struct KeyReader {
  static std::expected<Key, std::string> read(const json::object& json) {
    const auto type = text_at(json, "kty");
    if (!type) return Wrong("A key says its type in kty.");
    if (!is_for_signatures(json)) return Wrong("The key is not for signatures.");
    Key key;
    key.id_ = text_at(json, "kid").value_or("");
    auto read = *type == "oct"   ? read_secret(json, key)
                : *type == "RSA" ? read_rsa(json, key)
                : *type == "EC"  ? read_curve(json, key)
                : *type == "OKP" ? read_edwards(json, key)
                                 : std::optional<std::string>("The key is of an unknown type.");
    if (read) return Wrong(std::move(*read));
    if (!json.contains("alg")) return key;
    const auto named = text_at(json, "alg");
    const auto algorithm = named ? algorithm_of(*named) : std::nullopt;
    if (!algorithm) return Wrong("The key is for an unknown algorithm.");
    if (!key.suits(*algorithm)) return Wrong("The key does not suit the algorithm that it names.");
    key.algorithm_ = *algorithm;
    return key;
  }

 private:
  // Each returns what is wrong.
  using Fault = std::optional<std::string>;

  static Fault read_secret(const json::object& json, Key& key) {
    auto secret = bytes_at(json, "k");
    if (!secret || secret->empty()) return "The secret k is not base64url.";
    key.type_ = KeyType::oct;
    key.strength_ = secret->size();
    key.secret_ = std::shared_ptr<const std::string>(
        new std::string(std::move(*secret)), [](const std::string* kept) {
          OPENSSL_cleanse(const_cast<char*>(kept->data()), kept->size());
          delete kept;
        });
    return std::nullopt;
  }

  static Fault read_rsa(const json::object& json, Key& key) {
    const auto modulus = bytes_at(json, "n");
    const auto exponent = bytes_at(json, "e");
    if (!modulus || !exponent) return "The numbers n and e are not base64url.";
    const auto n = number_of(*modulus);
    const auto e = number_of(*exponent);
    const int bits = BN_num_bits(n.get());
    if (bits < kLeastRsaBits) return "An RSA key has 2048 bits at least.";
    if (bits > kMostRsaBits) return "An RSA key has 16384 bits at most.";
    if (!BN_is_odd(e.get()) || BN_is_one(e.get()) || BN_num_bits(e.get()) > 64)
      return "The exponent of an RSA key is odd, above 1 and below 2^64.";
    if (has_roca_form(n.get())) return "The RSA key is of a generator that is broken.";
    const std::unique_ptr<OSSL_PARAM_BLD, FreeBuilder> builder(OSSL_PARAM_BLD_new());
    SANGAM_ASSERT(builder != nullptr);
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get());
    key.type_ = KeyType::RSA;
    key.public_key_ = make_key("RSA", builder.get());
    return key.public_key_ ? Fault() : "The numbers are no RSA key.";
  }

  static Fault read_curve(const json::object& json, Key& key) {
    const auto name = text_at(json, "crv").value_or("");
    const auto* curve = std::ranges::find(kCurves, name, &Curve::name);
    if (curve == std::end(kCurves)) return "The curve is not P-256, P-384 or P-521.";
    const auto x = bytes_at(json, "x");
    const auto y = bytes_at(json, "y");
    // Shorter coordinates are another way to write the same key (RFC 7518 §6.2.1.2).
    if (!x || !y || x->size() != curve->bytes || y->size() != curve->bytes)
      return "The coordinates are not base64url of the curve's length.";
    const auto point = "\x04" + *x + *y;
    const std::unique_ptr<OSSL_PARAM_BLD, FreeBuilder> builder(OSSL_PARAM_BLD_new());
    SANGAM_ASSERT(builder != nullptr);
    OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, curve->group, 0);
    OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                     point.size());
    key.type_ = KeyType::EC;
    key.strength_ = curve->bytes;
    key.public_key_ = make_key("EC", builder.get());
    return key.public_key_ ? Fault() : "The point is not on the curve.";
  }

  static Fault read_edwards(const json::object& json, Key& key) {
    if (text_at(json, "crv") != "Ed25519") return "The curve is not Ed25519.";
    const auto x = bytes_at(json, "x");
    if (!x || x->size() != 32) return "The point x is not base64url of 32 bytes.";
    key.type_ = KeyType::OKP;
    key.strength_ = 32;
    key.public_key_ = PublicKey(
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes_of(*x), x->size()), FreeKey());
    return key.public_key_ ? Fault() : "The point is none.";
  }
};

std::expected<Key, std::string> Key::read(const json::object& json) {
  return KeyReader::read(json);
}

}  // namespace sangam::jose
