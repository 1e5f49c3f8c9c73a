#include "kernel/jose/signature.h"
#include "base/base64.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/hmac.h>

#include "kernel/jose/signing_key.h"
#include "kernel/jose/token.h"

namespace sangam::jose {
namespace {

using ::testing::HasSubstr;

const SigningKey& signer() {
  static const SigningKey key(SigningKey::Seed{1, 2, 3});
  return key;
}

KeySet keys_of(const SigningKey& key) { return *KeySet::read(key.public_json()); }

std::string refusal(std::string_view text, const KeySet& keys = keys_of(signer())) {
  const auto verified = verify(text, keys, {Algorithm::EdDSA});
  return verified ? "accepted" : verified.error();
}

// A token with any header, signed by nobody.
std::string forged(std::string_view header, std::string_view payload = "{}") {
  return to_base64url(header) + "." + to_base64url(payload) + "." + to_base64url("signature");
}

TEST(Signature, IsVerified) {
  const auto text = signer().sign("at+jwt", "hello");
  const auto verified = verify(text, keys_of(signer()), {Algorithm::EdDSA});
  ASSERT_TRUE(verified.has_value()) << verified.error();
  EXPECT_EQ(verified->payload, "hello");
  EXPECT_EQ(verified->type, "at+jwt");
  EXPECT_EQ(verified->key_id, signer().id());
}

// RFC 8037, appendix A: the key of RFC 8032's first test, and its thumbprint.
TEST(SigningKey, HasTheThumbprintOfTheStandard) {
  SigningKey::Seed seed{};
  const auto bytes = *from_base64url("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A");
  std::ranges::copy(bytes, seed.begin());
  const SigningKey key(seed);
  EXPECT_EQ(key.id(), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
  EXPECT_THAT(key.public_json(), HasSubstr("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"));
}

TEST(Signature, OfEveryKindOfForgeryIsRefused) {
  const auto good = signer().sign("", "hello");
  EXPECT_EQ(refusal(""), "It has not three parts.");
  EXPECT_EQ(refusal("a.b"), "It has not three parts.");
  EXPECT_EQ(refusal(good + ".x"), "It has not three parts.");
  EXPECT_EQ(refusal(good + "="), "A part is not base64url.");
  EXPECT_EQ(refusal(forged(R"({"alg":"none"})")), "The algorithm is unknown.");
  EXPECT_EQ(refusal(forged(R"({"alg":"NONE"})")), "The algorithm is unknown.");
  EXPECT_EQ(refusal(forged(R"({"alg":"HS256"})")), "The algorithm is not allowed here.");
  EXPECT_EQ(refusal(forged(R"({"alg":"EdDSA","kid":"another"})")), "No key suits it.");
  EXPECT_EQ(refusal(forged(R"({"alg":"EdDSA"})")), "The signature is wrong.");
  EXPECT_EQ(refusal(forged(R"({"alg":"Ed25519"})")), "The signature is wrong.");
  EXPECT_EQ(refusal(forged(R"({"alg":"Ed448"})")), "The algorithm is unknown.");
  EXPECT_EQ(refusal(forged(R"({"alg":"EdDSA","crit":["exp"]})")), "The header asks for crit.");
  EXPECT_EQ(refusal(forged(R"({"alg":"EdDSA","zip":"DEF"})")), "The header asks for zip.");
  EXPECT_THAT(refusal(forged(R"({"alg":"EdDSA","alg":"none"})")), HasSubstr("no JSON"));
  EXPECT_EQ(refusal(forged(R"({"alg":5})")), "The algorithm is unknown.");
  EXPECT_EQ(refusal(std::string(70'000, 'a')), "It is too long.");
  const SigningKey other(SigningKey::Seed{9});
  EXPECT_EQ(refusal(other.sign("", "hello")), "No key suits it.");
}

// A key that comes with the token is what the forger likes us to use.
TEST(Signature, DoesNotBringItsOwnKey) {
  const SigningKey forger(SigningKey::Seed{9});
  const auto header =
      R"({"alg":"EdDSA","kid":")" + signer().id() + R"(","jwk":)" + forger.public_json() + "}";
  auto text = forger.sign("", "hello");
  text.replace(0, text.find('.'), to_base64url(header));
  EXPECT_EQ(refusal(text), "The signature is wrong.");
}

// The public key of an issuer, taken for the secret of HMAC.
TEST(Signature, OfAPublicKeyAsASecretIsRefused) {
  const auto text = to_base64url(R"({"alg":"HS256"})") + "." + to_base64url("{}");
  const auto secret = signer().public_json();
  unsigned char mac[32];
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), mac, nullptr);
  const auto forged = text + "." + to_base64url({reinterpret_cast<const char*>(mac), 32});
  const auto verified = verify(forged, keys_of(signer()), {Algorithm::EdDSA, Algorithm::HS256});
  ASSERT_FALSE(verified.has_value());
  EXPECT_EQ(verified.error(), "No key suits it.");
}

std::string refused_keys(std::string_view text) {
  const auto keys = KeySet::read(text);
  return keys ? "accepted" : keys.error();
}

TEST(KeySet, RefusesWhatIsWeakOrMixed) {
  EXPECT_EQ(refused_keys("{}"), "A key says its type in kty.");
  EXPECT_EQ(refused_keys(R"({"keys":[]})"), "There is no key.");
  EXPECT_THAT(refused_keys("[]"), HasSubstr("no JSON object"));
  EXPECT_EQ(refused_keys(R"({"kty":"RSA","n":"wxyz","e":"AQAB"})"),
            "An RSA key has 2048 bits at least.");
  EXPECT_EQ(refused_keys(R"({"kty":"OKP","crv":"X25519","x":"AA"})"), "The curve is not Ed25519.");
  const std::string zeros(43, 'A');
  EXPECT_EQ(
      refused_keys(R"({"kty":"EC","crv":"P-256","x":")" + zeros + R"(","y":")" + zeros + "\"}"),
      "The point is not on the curve.");
  const auto secret = R"({"kty":"oct","k":")" + zeros + "\"}";
  EXPECT_EQ(refused_keys(R"({"keys":[)" + secret + "," + signer().public_json() + "]}"),
            "Secrets and public keys are in one set.");
  EXPECT_EQ(
      refused_keys(R"({"keys":[)" + signer().public_json() + "," + signer().public_json() + "]}"),
      "An id comes twice.");
  EXPECT_EQ(refused_keys(R"({"kty":"oct","k":"AAAA","alg":"HS256"})"),
            "The key does not suit the algorithm that it names.");
}

constexpr std::int64_t kNow = 1'700'000'000;

std::string token_refusal(std::string_view claims, std::string_view type = "at+jwt") {
  const auto verified = verify(signer().sign(type, claims), keys_of(signer()), {Algorithm::EdDSA});
  const auto token = read_token(*verified, {.type = "at+jwt",
                                            .issuer = "https://issuer.example",
                                            .audience = "sangam",
                                            .now = {kNow * kNanosecondsPerSecond}});
  return token ? "accepted" : token.error();
}

TEST(Token, IsForUsAndNow) {
  const auto claims = [](std::string_view more) {
    return R"({"iss":"https://issuer.example","aud":["x","sangam"],)" + std::string(more) + "}";
  };
  EXPECT_EQ(token_refusal(claims(R"("exp":1700000001)")), "accepted");
  EXPECT_EQ(token_refusal(claims(R"("exp":1699999941)")), "accepted");  // within the leeway
  EXPECT_EQ(token_refusal(claims(R"("exp":1699999940)")), "It has expired.");
  EXPECT_EQ(token_refusal(claims(R"("jti":"1")")), "It never expires.");
  EXPECT_EQ(token_refusal(claims(R"("exp":"soon")")), "A time is none.");
  EXPECT_EQ(token_refusal(claims(R"("exp":1e300)")), "A time is none.");
  EXPECT_EQ(token_refusal(claims(R"("exp":1700009999,"nbf":1700000100)")), "It is not valid yet.");
  EXPECT_EQ(token_refusal(claims(R"("exp":1700009999,"iat":1700000100)")),
            "It is from the future.");
  EXPECT_EQ(token_refusal(claims(R"("exp":1700000001)"), "jwt"), "It is a token of another type.");
  EXPECT_EQ(token_refusal(claims(R"("exp":1700000001)"), "application/AT+JWT"), "accepted");
  EXPECT_EQ(token_refusal(R"({"iss":"https://issuer.example","aud":"y","exp":1700000001})"),
            "It is for another audience.");
  EXPECT_EQ(token_refusal(R"({"iss":"https://other.example","aud":"sangam","exp":1700000001})"),
            "It is of another issuer.");
  EXPECT_EQ(token_refusal(R"({"iss":5,"aud":"sangam","exp":1700000001})"),
            "A claim is not of its type.");
}

}  // namespace
}  // namespace sangam::jose
