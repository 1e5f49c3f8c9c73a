#include "kernel/webauthn/testing/authenticator.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <sodium.h>

#include <array>

#include "base/assert.h"

namespace sangam::webauthn::testing {

namespace {

using namespace std::string_literals;

std::string sha256(std::string_view bytes) {
  std::string hash(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()),
                     reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  return hash;
}

template <typename Integer>
std::string big_endian(Integer number) {
  std::string bytes;
  for (int shift = 8 * (static_cast<int>(sizeof(number)) - 1); shift >= 0; shift -= 8)
    bytes += static_cast<char>(number >> shift & 0xff);
  return bytes;
}

std::string client_data(std::string_view type, std::string_view challenge, const Conduct& conduct) {
  const auto said = conduct.type.empty() ? std::string(type) : conduct.type;
  return R"({"type":")" + said + R"(","challenge":")" + std::string(challenge) + R"(","origin":")" +
         conduct.origin + R"(")" + conduct.further_client_data + "}";
}

std::string authenticator_data(const Conduct& conduct, std::uint8_t more_flags) {
  return sha256(conduct.site_id) + static_cast<char>(conduct.flags | more_flags) +
         big_endian(conduct.sign_count);
}

}  // namespace

Authenticator::Authenticator(std::string credential_id)
    : id_(std::move(credential_id)), key_(EVP_EC_gen("P-256"), EVP_PKEY_free) {
  SANGAM_ASSERT(key_ != nullptr);
}

std::string Authenticator::public_point() const {
  std::array<unsigned char, 65> point{};
  std::size_t size = 0;
  SANGAM_ASSERT(
      EVP_PKEY_get_octet_string_param(key_.get(), "pub", point.data(), point.size(), &size) == 1 &&
      size == point.size());
  return {reinterpret_cast<const char*>(point.data()) + 1, 64};
}

std::string Authenticator::signature_of(const std::string& bytes) const {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                        EVP_MD_CTX_free);
  std::string signature(128, '\0');
  std::size_t size = signature.size();
  SANGAM_ASSERT(
      EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) == 1 &&
      EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                     reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()) == 1);
  signature.resize(size);
  return signature;
}

// The key as a map of COSE (RFC 9052 §7): {1: 2, 3: -7, -1: 1, -2: x, -3: y}.
Registration Authenticator::make(std::string_view challenge, const Conduct& conduct) const {
  const auto point = public_point();
  const auto key = "\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20"s + point.substr(0, 32) +
                   "\x22\x58\x20"s + point.substr(32);
  const auto credential =
      std::string(16, '\0') + big_endian(static_cast<std::uint16_t>(id_.size())) + id_ + key;
  return {client_data("webauthn.create", challenge, conduct),
          authenticator_data(conduct, 0x40) + credential};
}

Assertion Authenticator::sign(std::string_view challenge, const Conduct& conduct) const {
  Assertion assertion;
  assertion.client_data = client_data("webauthn.get", challenge, conduct);
  assertion.authenticator_data = authenticator_data(conduct, 0);
  assertion.signature = signature_of(assertion.authenticator_data + sha256(assertion.client_data));
  return assertion;
}

}  // namespace sangam::webauthn::testing
