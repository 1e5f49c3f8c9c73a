#include "kernel/message_signatures/content_digest.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include "base/assert.h"
#include "base/base64.h"
#include "base/structured_fields/parse.h"

namespace sangam::message_signatures {

namespace {

namespace sf = structured_fields;
using Wrong = std::unexpected<std::string>;

struct Named {
  std::string_view name;
  const EVP_MD* (*digest)();
  std::size_t bytes;
};
// In the order of DigestAlgorithm.
constexpr Named kAlgorithms[] = {{"sha-256", EVP_sha256, 32}, {"sha-512", EVP_sha512, 64}};

}  // namespace

std::string content_digest(DigestAlgorithm algorithm, std::string_view body) {
  const auto& named = kAlgorithms[static_cast<std::size_t>(algorithm)];
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  SANGAM_ASSERT(EVP_Digest(body.data(), body.size(), digest, &size, named.digest(), nullptr) == 1);
  return std::string(named.name) + "=:" + to_base64({reinterpret_cast<char*>(digest), size}) + ':';
}

void DigestCheck::Free::operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }

DigestCheck::DigestCheck() = default;
DigestCheck::DigestCheck(DigestCheck&&) noexcept = default;
DigestCheck& DigestCheck::operator=(DigestCheck&&) noexcept = default;
DigestCheck::~DigestCheck() = default;

std::expected<DigestCheck, std::string> DigestCheck::read(std::string_view field) {
  const auto dictionary = sf::parse_dictionary(field);
  if (!dictionary)
    return Wrong("The field Content-Digest cannot be read: " + dictionary.error().reason);
  DigestCheck check;
  for (const auto& named : kAlgorithms) {
    const auto* member = sf::find(*dictionary, named.name);
    if (!member) continue;
    const auto* item = std::get_if<sf::Item>(member);
    const auto* bytes = item ? sf::as<sf::Bytes>(&item->value) : nullptr;
    if (!bytes || bytes->bytes.size() != named.bytes)
      return Wrong("A digest of " + std::string(named.name) + " is " + std::to_string(named.bytes) +
                   " bytes in base64 between colons.");
    auto& one = check.expected_.emplace_back();
    one.digest = bytes->bytes;
    one.context.reset(EVP_MD_CTX_new());
    SANGAM_ASSERT(one.context &&
                  EVP_DigestInit_ex(one.context.get(), named.digest(), nullptr) == 1);
  }
  if (check.expected_.empty()) return Wrong("Content-Digest has neither sha-256 nor sha-512.");
  return check;
}

void DigestCheck::update(std::string_view piece) {
  for (const auto& one : expected_)
    SANGAM_ASSERT(EVP_DigestUpdate(one.context.get(), piece.data(), piece.size()) == 1);
}

bool DigestCheck::matches() {
  bool all = true;
  for (const auto& one : expected_) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    SANGAM_ASSERT(EVP_DigestFinal_ex(one.context.get(), digest, &size) == 1);
    all &= size == one.digest.size() && CRYPTO_memcmp(digest, one.digest.data(), size) == 0;
  }
  return all;
}

}  // namespace sangam::message_signatures
