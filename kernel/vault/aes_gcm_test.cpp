#include "kernel/vault/aes_gcm.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <stdexcept>

#include "base/error.h"

namespace sangam::vault {
namespace {

int nibble(char digit) { return digit <= '9' ? digit - '0' : digit - 'a' + 10; }

std::string unhex(std::string_view hex) {
  std::string bytes;
  for (std::size_t i = 0; i < hex.size(); i += 2)
    bytes += static_cast<char>(nibble(hex[i]) * 16 + nibble(hex[i + 1]));
  return bytes;
}

Key key_of(std::string_view hex) {
  const auto bytes = unhex(hex);
  return Key(Key::Bytes(reinterpret_cast<const std::uint8_t*>(bytes.data()), Key::kSize));
}

Nonce nonce_of(std::string_view hex) {
  const auto bytes = unhex(hex);
  Nonce nonce;
  bytes.copy(reinterpret_cast<char*>(nonce.data()), nonce.size());
  return nonce;
}

// Test cases 13 to 16 of "The Galois/Counter Mode of Operation" (McGrew and Viega, 2005), which
// NIST took over: AES-256 with nonces of 96 bits.
struct KnownAnswer {
  std::string_view key, nonce, associated, plain, ciphertext, tag;
};
constexpr std::string_view kZeroKey =
    "0000000000000000000000000000000000000000000000000000000000000000";
constexpr std::string_view kPatternKey =
    "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308";
constexpr KnownAnswer kKnownAnswers[] = {
    {kZeroKey, "000000000000000000000000", "", "", "", "530f8afbc74536b9a963b4f1c4cb738b"},
    {kZeroKey, "000000000000000000000000", "", "00000000000000000000000000000000",
     "cea7403d4d606b6e074ec5d3baf39d18", "d0d1c8a799996bf0265b98b5d48ab919"},
    {kPatternKey, "cafebabefacedbaddecaf888", "",
     "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
     "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255",
     "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
     "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad",
     "b094dac5d93471bdec1a502270e3cc6c"},
    {kPatternKey, "cafebabefacedbaddecaf888", "feedfacedeadbeeffeedfacedeadbeefabaddad2",
     "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
     "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
     "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
     "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662",
     "76fc6ece0f4e1768cddf8853bb2d551b"},
};

TEST(AesGcm, GivesTheKnownAnswers) {
  for (const auto& known : kKnownAnswers) {
    const auto key = key_of(known.key);
    const auto nonce = nonce_of(known.nonce);
    const auto sealed = encrypt(key, nonce, unhex(known.associated), unhex(known.plain));
    EXPECT_EQ(sealed, unhex(known.ciphertext) + unhex(known.tag));
    EXPECT_EQ(decrypt(key, nonce, unhex(known.associated), sealed), unhex(known.plain));
  }
}

RC_GTEST_PROP(AesGcm, OpensWhatItSealedAndNothingElse,
              (std::string plain, std::string associated)) {
  const auto key = Key::random();
  const auto nonce = random_nonce();
  const auto sealed = encrypt(key, nonce, associated, plain);
  RC_ASSERT(decrypt(key, nonce, associated, sealed) == plain);
  RC_ASSERT(!decrypt(key, nonce, associated + "x", sealed));
  RC_ASSERT(!decrypt(Key::random(), nonce, associated, sealed));
  RC_ASSERT(!decrypt(key, random_nonce(), associated, sealed));
  auto altered = sealed;
  const auto bit = *rc::gen::inRange<std::size_t>(0, sealed.size() * 8);
  altered[bit / 8] = static_cast<char>(altered[bit / 8] ^ (1 << bit % 8));
  RC_ASSERT(!decrypt(key, nonce, associated, altered));
  RC_ASSERT(!decrypt(key, nonce, associated, std::string_view(sealed).substr(1)));
  RC_ASSERT(
      !decrypt(key, nonce, associated, std::string_view(sealed).substr(0, sealed.size() - 1)));
}

TEST(AesGcm, RefusesWhatIsTooLarge) {
  const auto key = Key::random();
  const std::string large(kPlainMost + 1, 'x');
  EXPECT_THROW(encrypt(key, random_nonce(), "", large), Error);
  EXPECT_FALSE(decrypt(key, random_nonce(), "", large + std::string(kTagSize, 'x')));
}

TEST(Key, IsWipedWhenItGoesAndWhenItMoves) {
  alignas(Key) std::array<unsigned char, sizeof(Key)> place{};
  auto* first = new (place.data()) Key(Key::random());
  Key second = std::move(*first);
  EXPECT_EQ(place, (std::array<unsigned char, sizeof(Key)>{}));
  *first = std::move(second);
  EXPECT_NE(place, (std::array<unsigned char, sizeof(Key)>{}));
  first->~Key();
  // The bytes belong to this test again; a volatile look keeps the compiler from guessing.
  const volatile unsigned char* bytes = place.data();
  for (std::size_t i = 0; i < place.size(); ++i)
    EXPECT_EQ(bytes[i], 0);
}

}  // namespace
}  // namespace sangam::vault
