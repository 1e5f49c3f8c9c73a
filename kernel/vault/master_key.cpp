#include "kernel/vault/master_key.h"

#include <openssl/hmac.h>

#include <array>

#include "base/assert.h"
#include "kernel/vault/aes_gcm.h"

namespace sangam::vault {

namespace {

// Half a digest tells master keys apart.
constexpr std::size_t kIdBytes = 8;
constexpr std::string_view kIdPurpose = "sangam master key id";

std::string id_of(const Key& key) {
  std::array<unsigned char, 32> digest{};
  unsigned int size = 0;
  const auto* done = HMAC(EVP_sha256(), key.bytes().data(), static_cast<int>(Key::kSize),
                          reinterpret_cast<const unsigned char*>(kIdPurpose.data()),
                          kIdPurpose.size(), digest.data(), &size);
  SANGAM_ASSERT(done != nullptr && size == digest.size());
  constexpr char kDigits[] = "0123456789abcdef";
  std::string id;
  for (std::size_t i = 0; i < kIdBytes; ++i) {
    id += kDigits[digest[i] >> 4];
    id += kDigits[digest[i] & 15];
  }
  return id;
}

std::string associated(std::int32_t tenant, std::int32_t version) {
  return "sangam tenant key 1|" + std::to_string(tenant) + "|" + std::to_string(version);
}

}  // namespace

MasterKey::MasterKey(Key key) : key_(std::move(key)), id_(id_of(key_)) {}

std::string MasterKey::wrap(std::int32_t tenant, std::int32_t version, const Key& key) const {
  const auto nonce = random_nonce();
  std::string plain(key.bytes().begin(), key.bytes().end());
  std::string wrapped(nonce.begin(), nonce.end());
  wrapped += encrypt(key_, nonce, associated(tenant, version), plain);
  wipe(plain);
  SANGAM_ASSERT(wrapped.size() == kWrappedSize);
  return wrapped;
}

std::optional<Key> MasterKey::unwrap(std::int32_t tenant, std::int32_t version,
                                     std::string_view wrapped) const {
  if (wrapped.size() != kWrappedSize) return std::nullopt;
  Nonce nonce;
  wrapped.copy(reinterpret_cast<char*>(nonce.data()), nonce.size());
  auto plain = decrypt(key_, nonce, associated(tenant, version), wrapped.substr(kNonceSize));
  if (!plain) return std::nullopt;
  Key key(Key::Bytes(reinterpret_cast<const std::uint8_t*>(plain->data()), Key::kSize));
  wipe(*plain);
  return key;
}

}  // namespace sangam::vault
