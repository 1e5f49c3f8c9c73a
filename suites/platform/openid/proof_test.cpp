#include "suites/platform/openid/proof.h"

#include <gtest/gtest.h>
#include <sodium.h>

#include <boost/json.hpp>

#include "base/base64.h"

namespace sangam::suites::platform::openid {
namespace {

constexpr Timestamp kNow{1'700'000'000 * kNanosecondsPerSecond};
constexpr std::string_view kClaims =
    R"({"htm":"POST","htu":"https://op.example/oauth/token","iat":1700000000,"jti":"one")";

constexpr ProofTarget kTarget{
    .method = "POST", .url = "https://op.example/oauth/token", .access_token = {}, .now = kNow};

std::string text_of(const unsigned char* bytes, std::size_t size) {
  return {reinterpret_cast<const char*>(bytes), size};
}

// A proof with these claims and more members of its header and key.
std::string proof(std::string_view claims, std::string_view type = "dpop+jwt",
                  std::string_view more_of_key = "", std::string_view algorithm = "EdDSA") {
  unsigned char seed[crypto_sign_SEEDBYTES] = {7};
  unsigned char public_key[crypto_sign_PUBLICKEYBYTES];
  unsigned char secret[crypto_sign_SECRETKEYBYTES];
  crypto_sign_seed_keypair(public_key, secret, seed);
  const auto header = R"({"typ":")" + std::string(type) + R"(","alg":")" + std::string(algorithm) +
                      R"(","jwk":{"kty":"OKP","crv":"Ed25519","x":")" +
                      to_base64url(text_of(public_key, sizeof public_key)) + "\"" +
                      std::string(more_of_key) + "}}";
  auto text = to_base64url(header) + "." + to_base64url(claims);
  unsigned char signature[crypto_sign_BYTES];
  crypto_sign_detached(signature, nullptr, reinterpret_cast<const unsigned char*>(text.data()),
                       text.size(), secret);
  return text + "." + to_base64url(text_of(signature, sizeof signature));
}

std::string claims(std::string_view more = "") {
  return std::string(kClaims) + std::string(more) + "}";
}

std::string with(std::string_view from, std::string_view to) {
  auto text = claims();
  return text.replace(text.find(from), from.size(), to);
}

TEST(Proof, IsRead) {
  const auto read = read_proof(proof(claims(R"(,"nonce":"n")")), kTarget);
  ASSERT_TRUE(read) << read.error();
  EXPECT_EQ(read->id, "one");
  EXPECT_EQ(read->nonce, "n");
  EXPECT_EQ(read->thumbprint.size(), 43U);
  EXPECT_TRUE(read_proof(proof(with("/oauth/token", "/oauth/token?x=1#y")), kTarget));
}

TEST(Proof, IsForOneRequest) {
  for (const auto& wrong :
       {with("POST", "GET"), with("op.example", "evil.example"), with("1700000000", "1699999939"),
        with("1700000000", "1700000061"), with("1700000000", "\"now\""), with("\"one\"", "1"),
        with("\"one\"", "\"\""), std::string("[]"), std::string("x")})
    EXPECT_FALSE(read_proof(proof(wrong), kTarget)) << wrong;
}

TEST(Proof, IsSignedByThePublicKeyThatItShows) {
  EXPECT_FALSE(read_proof(proof(claims(), "JWT"), kTarget));
  EXPECT_FALSE(read_proof(proof(claims(), "dpop+jwt", R"(,"d":"AAAA")"), kTarget));
  EXPECT_FALSE(read_proof(proof(claims(), "dpop+jwt", "", "none"), kTarget));
  EXPECT_FALSE(read_proof(proof(claims(), "dpop+jwt", "", "HS256"), kTarget));
  auto forged = proof(claims());
  forged[forged.size() - 4] = forged[forged.size() - 4] == 'A' ? 'B' : 'A';
  EXPECT_FALSE(read_proof(forged, kTarget));
  for (const auto* text : {"", "x", "..", "e30.e30.", "e30"})
    EXPECT_FALSE(read_proof(text, kTarget)) << text;
}

TEST(Proof, BelongsToItsAccessToken) {
  auto target = kTarget;
  target.access_token = "token";
  EXPECT_FALSE(read_proof(proof(claims()), target));
  // SHA-256 of "token".
  constexpr auto kHash = R"(,"ath":"PEaenWxYddN6Q_NT1PiOYfz4EsZu7jRXRlpAsNpBU-A")";
  EXPECT_TRUE(read_proof(proof(claims(kHash)), target));
  target.access_token = "another";
  EXPECT_FALSE(read_proof(proof(claims(kHash)), target));
}

// RFC 7638 §3.1.
TEST(Thumbprint, IsThatOfTheStandard) {
  const auto key = boost::json::parse(
      R"({"kty":"RSA","n":")"
      "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1"
      "L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4"
      "QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbO"
      "pbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csF"
      "Cur-kEgU8awapJzKnqDKgw"
      R"(","e":"AQAB","alg":"RS256","kid":"2011-04-29"})");
  EXPECT_EQ(thumbprint_of(key.as_object()), "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
  EXPECT_FALSE(thumbprint_of(boost::json::parse(R"({"kty":"oct","k":"AAAA"})").as_object()));
  EXPECT_FALSE(thumbprint_of(boost::json::parse(R"({"kty":"EC","crv":"P-256"})").as_object()));
}

}  // namespace
}  // namespace sangam::suites::platform::openid
