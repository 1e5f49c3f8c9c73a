#include "suites/platform/signing_keys/public_key.h"

#include <gtest/gtest.h>

namespace sangam::suites::platform::signing_keys {
namespace {

using message_signatures::Algorithm;

// RFC 9421, appendix B.1: the same key as PEM and as JSON Web Key.
struct Published {
  const char* pem;
  const char* json;
  Algorithm algorithm;
};
constexpr Published kPublished[] = {
    {"-----BEGIN PUBLIC KEY-----\n"
     "MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=\n"
     "-----END PUBLIC KEY-----\n",
     R"({"crv":"Ed25519","kty":"OKP","x":"JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs"})",
     Algorithm::ed25519},
    {"-----BEGIN PUBLIC KEY-----\n"
     "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqIVYZVLCrPZHGHjP17CTW0/+D9Lf\n"
     "w0EkjqF7xB4FivAxzic30tMM4GF+hR6Dxh71Z50VGGdldkkDXZCnTNnoXQ==\n"
     "-----END PUBLIC KEY-----\n",
     R"({"crv":"P-256","kty":"EC","x":"qIVYZVLCrPZHGHjP17CTW0_-D9Lfw0EkjqF7xB4FivA","y)"
     R"(":"Mc4nN9LTDOBhfoUeg8Ye9WedFRhnZXZJA12Qp0zZ6F0"})",
     Algorithm::ecdsa_p256_sha256},
    {"-----BEGIN PUBLIC KEY-----\n"
     "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAr4tmm3r20Wd/PbqvP1s2\n"
     "+QEtvpuRaV8Yq40gjUR8y2Rjxa6dpG2GXHbPfvMs8ct+Lh1GH45x28Rw3Ry53mm+\n"
     "oAXjyQ86OnDkZ5N8lYbggD4O3w6M6pAvLkhk95AndTrifbIFPNU8PPMO7OyrFAHq\n"
     "gDsznjPFmTOtCEcN2Z1FpWgchwuYLPL+Wokqltd11nqqzi+bJ9cvSKADYdUAAN5W\n"
     "Utzdpiy6LbTgSxP7ociU4Tn0g5I6aDZJ7A8Lzo0KSyZYoA485mqcO0GVAdVw9lq4\n"
     "aOT9v6d+nb4bnNkQVklLQ3fVAvJm+xdDOp9LCNCN48V2pnDOkFV6+U9nV5oyc6XI\n"
     "2wIDAQAB\n"
     "-----END PUBLIC KEY-----\n",
     R"({"e":"AQAB","kty":"RSA","n":"r4tmm3r20Wd_PbqvP1s2-QEtvpuRaV8Yq40gjUR8y2Rjxa6dp)"
     R"(G2GXHbPfvMs8ct-Lh1GH45x28Rw3Ry53mm-oAXjyQ86OnDkZ5N8lYbggD4O3w6M6pAvLkhk95AndTr)"
     R"(ifbIFPNU8PPMO7OyrFAHqgDsznjPFmTOtCEcN2Z1FpWgchwuYLPL-Wokqltd11nqqzi-bJ9cvSKADY)"
     R"(dUAAN5WUtzdpiy6LbTgSxP7ociU4Tn0g5I6aDZJ7A8Lzo0KSyZYoA485mqcO0GVAdVw9lq4aOT9v6d)"
     R"(-nb4bnNkQVklLQ3fVAvJm-xdDOp9LCNCN48V2pnDOkFV6-U9nV5oyc6XI2w"})",
     Algorithm::rsa_pss_sha512}};

TEST(PublicKey, IsTheSameInEveryForm) {
  for (const auto& one : kPublished) {
    const auto from_pem = read_public_key(one.pem);
    ASSERT_TRUE(from_pem) << from_pem.error();
    EXPECT_EQ(from_pem->json, one.json);
    EXPECT_EQ(from_pem->algorithm, one.algorithm);
    const auto from_json = read_public_key(one.json);
    ASSERT_TRUE(from_json) << from_json.error();
    EXPECT_EQ(from_json->json, one.json);
  }
  const auto adorned = read_public_key(
      R"({"kid":"k","kty":"OKP","alg":"EdDSA","x":"JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw)"
      R"(3c5D0bs","crv":"Ed25519","use":"sig"})");
  ASSERT_TRUE(adorned) << adorned.error();
  EXPECT_EQ(adorned->json, kPublished[0].json);
}

TEST(PublicKey, ThatCannotBeUsedSaysWhy) {
  const auto fault = [](const char* text) {
    const auto read = read_public_key(text);
    return read ? std::string() : read.error();
  };
  const std::string own =
      "This is a private key: keep it to yourself, and register the public one.";
  EXPECT_EQ(fault("-----BEGIN PRIVATE KEY-----\nMC4=\n-----END PRIVATE KEY-----\n"), own);
  EXPECT_EQ(
      fault(R"({"kty":"OKP","crv":"Ed25519","x":"JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs")"
            R"(,"d":"AA"})"),
      own);
  EXPECT_EQ(fault("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"),
            "This is no public key in PEM.");
  EXPECT_EQ(fault("hello"), "This is neither PEM nor a JSON Web Key.");
  EXPECT_EQ(fault("[]"), "This is neither PEM nor a JSON Web Key.");
  EXPECT_EQ(
      fault(R"({"kty":"oct","k":"uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJ)"
            R"(PBtb"})"),
      "This is a secret: whoever verifies with it could sign. Register a public key.");
  EXPECT_EQ(
      fault(R"({"kty":"OKP","crv":"X25519","x":"JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs"})"),
      "The curve is not Ed25519.");
}

}  // namespace
}  // namespace sangam::suites::platform::signing_keys
