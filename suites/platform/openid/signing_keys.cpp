#include "suites/platform/openid/signing_keys.h"

#include <sodium.h>

#include <cstring>

#include "base/assert.h"
#include "base/base64.h"

namespace sangam::suites::platform::openid {

namespace {

constexpr std::int64_t kNonceMinutes = 5;

// What is derived from a seed; never renumber.
enum class Use : std::uint8_t { ed25519 = 1, es256 = 2, nonce = 3 };

template <std::size_t kSize>
std::array<std::uint8_t, kSize> derive(const std::string& seed, Use use) {
  static_assert(kSize >= crypto_kdf_BYTES_MIN && kSize <= crypto_kdf_BYTES_MAX);
  SANGAM_ASSERT(seed.size() == crypto_kdf_KEYBYTES);
  std::array<std::uint8_t, kSize> key;
  SANGAM_ASSERT(
      crypto_kdf_derive_from_key(key.data(), kSize, static_cast<std::uint64_t>(use), "openid_1",
                                 reinterpret_cast<const unsigned char*>(seed.data())) == 0);
  return key;
}

// Which generation signs: the newest whose time has come, or the first.
std::size_t signing_index(const std::vector<KeyGeneration>& generations, Timestamp now) {
  std::size_t index = 0;
  for (std::size_t i = 0; i < generations.size(); ++i)
    if (generations[i].signs_from <= now) index = i;
  return index;
}

}  // namespace

struct SigningKeys::Keys {
  explicit Keys(const std::string& seed)
      : ed25519(derive<jose::SigningKey::kSeedSize>(seed, Use::ed25519)),
        es256(derive<jose::Es256Key::kSeedSize>(seed, Use::es256)),
        nonce(derive<crypto_auth_hmacsha256_KEYBYTES>(seed, Use::nonce)) {}

  jose::SigningKey ed25519;
  jose::Es256Key es256;
  std::array<std::uint8_t, crypto_auth_hmacsha256_KEYBYTES> nonce;
};

SigningKeys::SigningKeys(std::vector<KeyGeneration> generations, Timestamp now) {
  const auto verifies = [&](std::size_t i) {
    return i + 1 >= generations.size() ||
           after(generations[i + 1].signs_from, kKeyVerifiesOn) > now;
  };
  const auto signing = signing_index(generations, now);
  json_ = "{\"keys\":[";
  for (std::size_t i = 0; i < generations.size(); ++i) {
    if (!verifies(i)) continue;
    if (keys_.empty()) oldest_used_ = generations[i].generation;
    if (i == signing) signing_ = keys_.size();
    const auto& keys = *keys_.emplace_back(std::make_shared<const Keys>(generations[i].seed));
    if (json_.back() != '[') json_ += ',';
    json_ += keys.ed25519.public_json() + "," + keys.es256.public_json();
  }
  json_ += "]}";
  for (auto& generation : generations)
    sodium_memzero(generation.seed.data(), generation.seed.size());
  if (keys_.empty()) return;
  newest_ = generations.back().generation;
  newest_signs_from_ = generations.back().signs_from;
  verifying_ = jose::KeySet::read(json_).value();
}

const jose::SigningKey& SigningKeys::signing() const {
  SANGAM_ASSERT(!empty());
  return keys_[signing_]->ed25519;
}

std::string SigningKeys::sign(IdTokenAlgorithm algorithm, std::string_view type,
                              std::string_view payload) const {
  if (algorithm == IdTokenAlgorithm::EdDSA) return signing().sign(type, payload);
  SANGAM_ASSERT(!empty());
  return keys_[signing_]->es256.sign(type, payload);
}

bool SigningKeys::is_due(Timestamp now) const noexcept {
  return empty() || after(newest_signs_from_, kKeySigns) <= now;
}

// The minute in clear, then what proves that we said so.
std::string SigningKeys::nonce_of(const Keys& keys, std::int64_t minute) const {
  unsigned char bytes[sizeof minute + crypto_auth_hmacsha256_BYTES];
  std::memcpy(bytes, &minute, sizeof minute);
  crypto_auth_hmacsha256(bytes + sizeof minute, bytes, sizeof minute, keys.nonce.data());
  return to_base64url({reinterpret_cast<const char*>(bytes), sizeof minute + 16});
}

std::string SigningKeys::nonce(Timestamp now) const {
  SANGAM_ASSERT(!empty());
  return nonce_of(*keys_[signing_], unix_seconds(now) / 60);
}

bool SigningKeys::knows_nonce(std::string_view nonce, Timestamp now) const {
  bool known = false;
  for (const auto& keys : keys_)
    for (std::int64_t age = 0; age < kNonceMinutes; ++age) {
      const auto one = nonce_of(*keys, unix_seconds(now) / 60 - age);
      known |=
          one.size() == nonce.size() && sodium_memcmp(one.data(), nonce.data(), one.size()) == 0;
    }
  return known;
}

}  // namespace sangam::suites::platform::openid
