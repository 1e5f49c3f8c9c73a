#include "suites/platform/signing_keys/public_key.h"

#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <boost/json.hpp>
#include <memory>
#include <optional>

#include "base/base64.h"
#include "kernel/api/json_document.h"
#include "kernel/jose/key.h"

namespace sangam::suites::platform::signing_keys {

namespace {

namespace json = boost::json;
using message_signatures::Algorithm;
using Wrong = std::unexpected<std::string>;

struct FreeInput {
  void operator()(BIO* input) const { BIO_free(input); }
};
struct FreeKey {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using Key = std::unique_ptr<EVP_PKEY, FreeKey>;

// A number of the key in base64url, at least so many bytes long; empty when it has none.
std::string number_at(const EVP_PKEY* key, const char* name, std::size_t least = 0) {
  BIGNUM* number = nullptr;
  if (EVP_PKEY_get_bn_param(key, name, &number) != 1) return {};
  const auto size = std::max(static_cast<std::size_t>(BN_num_bytes(number)), least);
  std::string bytes(size, '\0');
  BN_bn2binpad(number, reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(size));
  BN_free(number);
  return to_base64url(bytes);
}

std::string edwards_json(const EVP_PKEY* key) {
  unsigned char point[32];
  std::size_t size = sizeof point;
  if (EVP_PKEY_get_raw_public_key(key, point, &size) != 1) return {};
  return R"({"crv":"Ed25519","kty":"OKP","x":")" +
         to_base64url({reinterpret_cast<char*>(point), size}) + R"("})";
}

std::string curve_json(const EVP_PKEY* key) {
  char group[32] = {};
  std::size_t size = 0;
  if (EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, group, sizeof group, &size) !=
          1 ||
      std::string_view(group, size) != "prime256v1")
    return {};
  return R"({"crv":"P-256","kty":"EC","x":")" + number_at(key, OSSL_PKEY_PARAM_EC_PUB_X, 32) +
         R"(","y":")" + number_at(key, OSSL_PKEY_PARAM_EC_PUB_Y, 32) + R"("})";
}

std::string rsa_json(const EVP_PKEY* key) {
  return R"({"e":")" + number_at(key, OSSL_PKEY_PARAM_RSA_E) + R"(","kty":"RSA","n":")" +
         number_at(key, OSSL_PKEY_PARAM_RSA_N) + R"("})";
}

// Empty for a key of another kind.
std::string json_of(const EVP_PKEY* key) {
  switch (EVP_PKEY_get_base_id(key)) {
    case EVP_PKEY_ED25519:
      return edwards_json(key);
    case EVP_PKEY_EC:
      return curve_json(key);
    case EVP_PKEY_RSA:
    case EVP_PKEY_RSA_PSS:
      return rsa_json(key);
    default:
      return {};
  }
}

std::expected<std::string, std::string> from_pem(std::string_view text) {
  if (text.contains("PRIVATE KEY"))
    return Wrong("This is a private key: keep it to yourself, and register the public one.");
  const std::unique_ptr<BIO, FreeInput> input(
      BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
  const Key key(PEM_read_bio_PUBKEY(input.get(), nullptr, nullptr, nullptr));
  if (!key) return Wrong("This is no public key in PEM.");
  auto found = json_of(key.get());
  if (found.empty()) return Wrong("The key is not Ed25519, P-256 or RSA.");
  return found;
}

std::optional<std::string> text_at(const json::object& object, std::string_view name) {
  const auto* found = object.if_contains(name);
  if (!found || !found->is_string()) return std::nullopt;
  return std::string(found->as_string());
}

// The members that make the key what it is; what else it says of itself is not kept.
std::string bare_json(const json::object& object) {
  const auto type = text_at(object, "kty").value_or("");
  const std::initializer_list<std::string_view> members =
      type == "RSA"  ? std::initializer_list<std::string_view>{"e", "kty", "n"}
      : type == "EC" ? std::initializer_list<std::string_view>{"crv", "kty", "x", "y"}
                     : std::initializer_list<std::string_view>{"crv", "kty", "x"};
  json::object bare;
  for (const auto name : members)
    bare[name] = text_at(object, name).value_or("");
  return json::serialize(bare);
}

std::expected<Algorithm, std::string> algorithm_of(const jose::Key& key,
                                                   const json::object& object) {
  using enum Algorithm;
  for (const auto one : {ed25519, ecdsa_p256_sha256, rsa_pss_sha512})
    if (key.suits(message_signatures::jose_algorithm(one))) {
      const auto modulus = from_base64url(text_at(object, "n").value_or(""));
      if (one == rsa_pss_sha512 && (!modulus || modulus->size() > kMostRsaBits / 8))
        return Wrong("An RSA key has 4096 bits at most.");
      return one;
    }
  return Wrong("The key is not for ed25519, ecdsa-p256-sha256 or rsa-pss-sha512.");
}

std::expected<PublicKey, std::string> from_json(std::string_view text) {
  const auto document = api::JsonDocument::parse(text);
  if (!document || !document->root().is_object())
    return Wrong("This is neither PEM nor a JSON Web Key.");
  const auto& object = document->root().as_object();
  if (object.contains("d"))
    return Wrong("This is a private key: keep it to yourself, and register the public one.");
  const auto key = jose::Key::read(object);
  if (!key) return Wrong(key.error());
  if (key->type() == jose::KeyType::oct)
    return Wrong("This is a secret: whoever verifies with it could sign. Register a public key.");
  const auto algorithm = algorithm_of(*key, object);
  if (!algorithm) return Wrong(algorithm.error());
  return PublicKey{*algorithm, bare_json(object)};
}

}  // namespace

std::expected<PublicKey, std::string> read_public_key(std::string_view text) {
  if (!text.contains("-----BEGIN")) return from_json(text);
  const auto found = from_pem(text);
  if (!found) return Wrong(found.error());
  return from_json(*found);
}

}  // namespace sangam::suites::platform::signing_keys
