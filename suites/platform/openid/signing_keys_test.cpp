#include "suites/platform/openid/signing_keys.h"

#include <gtest/gtest.h>

#include "kernel/jose/signature.h"

namespace sangam::suites::platform::openid {
namespace {

using std::chrono::seconds;

constexpr Timestamp kBegin{1'700'000'000 * kNanosecondsPerSecond};

KeyGeneration generation(std::int64_t number, seconds signs_from) {
  return {number, std::string(32, static_cast<char>(number)), after(kBegin, signs_from)};
}

SigningKeys at(seconds now) {
  return SigningKeys({generation(1, seconds(0)), generation(2, kKeySigns)}, after(kBegin, now));
}

TEST(SigningKeys, NewKeysArePublishedBeforeTheySign) {
  const auto before = at(kKeySigns - seconds(1));
  const auto later = at(kKeySigns);
  EXPECT_NE(before.signing().id(), later.signing().id());
  EXPECT_EQ(before.json(), later.json());
  EXPECT_NE(before.json().find(later.signing().id()), std::string::npos);
}

TEST(SigningKeys, OldKeysVerifyForADay) {
  const auto token = at(seconds(0)).signing().sign("at+jwt", "{}");
  const auto verifies = [&](seconds now) {
    return jose::verify(token, at(now).verifying(), {jose::Algorithm::EdDSA}).has_value();
  };
  EXPECT_TRUE(verifies(kKeySigns + kKeyVerifiesOn - seconds(1)));
  EXPECT_FALSE(verifies(kKeySigns + kKeyVerifiesOn));
  EXPECT_EQ(at(kKeySigns).oldest_used(), 1);
  EXPECT_EQ(at(kKeySigns + kKeyVerifiesOn).oldest_used(), 2);
}

TEST(SigningKeys, AreDueOnceAMonth) {
  EXPECT_TRUE(SigningKeys({}, kBegin).is_due(kBegin));
  const SigningKeys keys({generation(1, seconds(0))}, kBegin);
  EXPECT_FALSE(keys.is_due(after(kBegin, kKeySigns - seconds(1))));
  EXPECT_TRUE(keys.is_due(after(kBegin, kKeySigns)));
}

TEST(SigningKeys, SignWithBothAlgorithms) {
  const auto keys = at(seconds(0));
  const auto token = keys.sign(IdTokenAlgorithm::ES256, "JWT", "{}");
  EXPECT_TRUE(jose::verify(token, keys.verifying(), {jose::Algorithm::ES256}));
  EXPECT_FALSE(jose::verify(token, keys.verifying(), {jose::Algorithm::EdDSA}));
}

TEST(SigningKeys, KnowTheirNoncesForMinutes) {
  const auto keys = at(seconds(0));
  const auto nonce = keys.nonce(kBegin);
  EXPECT_TRUE(keys.knows_nonce(nonce, after(kBegin, seconds(200))));
  EXPECT_FALSE(keys.knows_nonce(nonce, after(kBegin, seconds(360))));
  EXPECT_FALSE(keys.knows_nonce(nonce, after(kBegin, seconds(-120))));
  EXPECT_FALSE(keys.knows_nonce("", kBegin));
  auto other = nonce;
  other.back() = other.back() == 'A' ? 'B' : 'A';
  EXPECT_FALSE(keys.knows_nonce(other, kBegin));
}

}  // namespace
}  // namespace sangam::suites::platform::openid
