// The test cases of RFC 9421, appendix B.

#include <gtest/gtest.h>

#include "kernel/message_signatures/signature_base.h"
#include "kernel/message_signatures/testing/signer.h"
#include "kernel/message_signatures/verify.h"

namespace sangam::message_signatures {
namespace {

using testing::key_of;
using testing::OwnedRequest;

// B.1.2
constexpr const char* kRsaPss =
    R"({"kty":"RSA","kid":"test-key-rsa-pss","e":"AQAB","n":"r4tmm3r20Wd_PbqvP1s2-QEt)"
    R"(vpuRaV8Yq40gjUR8y2Rjxa6dpG2GXHbPfvMs8ct-Lh1GH45x28Rw3Ry53mm-oAXjyQ86OnDkZ5N8lY)"
    R"(bggD4O3w6M6pAvLkhk95AndTrifbIFPNU8PPMO7OyrFAHqgDsznjPFmTOtCEcN2Z1FpWgchwuYLPL-)"
    R"(Wokqltd11nqqzi-bJ9cvSKADYdUAAN5WUtzdpiy6LbTgSxP7ociU4Tn0g5I6aDZJ7A8Lzo0KSyZYoA)"
    R"(485mqcO0GVAdVw9lq4aOT9v6d-nb4bnNkQVklLQ3fVAvJm-xdDOp9LCNCN48V2pnDOkFV6-U9nV5oy)"
    R"(c6XI2w"})";
// B.1.3
constexpr const char* kP256 =
    R"({"kty":"EC","crv":"P-256","kid":"test-key-ecc-p256","x":"qIVYZVLCrPZHGHjP17CTW)"
    R"(0_-D9Lfw0EkjqF7xB4FivA","y":"Mc4nN9LTDOBhfoUeg8Ye9WedFRhnZXZJA12Qp0zZ6F0"})";
// B.1.4
constexpr const char* kEd25519 =
    R"({"kty":"OKP","crv":"Ed25519","kid":"test-key-ed25519","x":"JrQLj5P_89iXES9-vFg)"
    R"(rIy29clF9CC_oPPsw3c5D0bs"})";
// B.1.5
constexpr const char* kSecret =
    R"({"kty":"oct","kid":"test-shared-secret","k":"uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTIned)"
    R"(Jtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ"})";

constexpr const char* kRequestDigest =
    "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJ"
    "wew==:";

OwnedRequest test_request() {
  OwnedRequest request;
  request.fields = {{"Host", "example.com"},
                    {"Date", "Tue, 20 Apr 2021 02:07:55 GMT"},
                    {"Content-Type", "application/json"},
                    {"Content-Digest", kRequestDigest},
                    {"Content-Length", "18"}};
  return request;
}

// The base is the published one, and the published signature holds over it; no other key's does.
void expect_published(OwnedRequest request, const std::string& input, const std::string& bytes,
                      const char* key, Algorithm algorithm, const std::string& lines) {
  request.fields.emplace_back("Signature-Input", "sig=" + input);
  request.fields.emplace_back("Signature", "sig=:" + bytes + ":");
  const auto message = request.message();
  const auto signatures = signatures_of(message);
  ASSERT_TRUE(signatures) << signatures.error();
  ASSERT_EQ(signatures->size(), 1U);
  const auto base = signature_base(message, signatures->front().covered);
  ASSERT_TRUE(base) << base.error();
  EXPECT_EQ(*base, lines + "\"@signature-params\": " + input);
  EXPECT_TRUE(verify(message, signatures->front(), key_of(key), algorithm));
  auto changed = signatures->front();
  changed.bytes[3] = static_cast<char>(changed.bytes[3] ^ 1);
  EXPECT_EQ(verify(message, changed, key_of(key), algorithm).error().code, "wrong_signature");
}

TEST(PublishedVectors, MinimalRsaPss) {
  expect_published(
      test_request(),
      R"(();created=1618884473;keyid="test-key-rsa-pss";nonce="b3k2pp5k7z-50gnwp.yemd")",
      "d2pmTvmbncD3xQm8E9ZV2828BjQWGgiwAaw5bAkgibUopemLJcWDy/lkbbHAve4cRAtx31Iq786U7it++wgGxbtRxf8U"
      "dx7zFZsckzXaJMkA7ChG52eSkFxykJeNqsrWH5S+oxNFlD4dzVuwe8DhTSja8xxbR/Z2cOGdCbzR72rgFWhzx2VjBqJz"
      "sPLMIQKhO4DGezXehhWwE56YCE+O6c0mKZsfxVrogUvA4HELjVKWmAvtl6UnCh8jYzuVG5WSb/QEVPnP5TmcAnLH1g+s"
      "++v6d4s8m0gCw1fV5/SITLq9mhho8K3+7EPYTU8IU1bLhdxO5Nyt8C8ssinQ98Xw9Q==",
      kRsaPss, Algorithm::rsa_pss_sha512, "");
}

TEST(PublishedVectors, SelectedComponentsRsaPss) {
  expect_published(
      test_request(),
      R"(("@authority" "content-digest" "@query-param";name="Pet");created=1618884473;k)"
      R"(eyid="test-key-rsa-pss";tag="header-example")",
      "LjbtqUbfmvjj5C5kr1Ugj4PmLYvx9wVjZvD9GsTT4F7GrcQEdJzgI9qHxICagShLRiLMlAJjtq6N4CDfKtjvuJyE5qH7"
      "KT8UCMkSowOB4+ECxCmT8rtAmj/0PIXxi0A0nxKyB09RNrCQibbUjsLS/2YyFYXEu4TRJQzRw1rLEuEfY17SARYhpTla"
      "qwZVtR8NV7+4UKkjqpcAoFqWFQh62s7Cl+H2fjBSpqfZUJcsIk4N6wiKYd4je2U/lankenQ99PZfB4jY3I5rSV2DSBVk"
      "SFsURIjYErOs0tFTQosMTAoxk//0RoKUqiYY8Bh0aaUEb0rQl3/XaVe4bXTugEjHSw==",
      kRsaPss, Algorithm::rsa_pss_sha512,
      std::string("\"@authority\": example.com\n\"content-digest\": ") + kRequestDigest +
          "\n\"@query-param\";name=\"Pet\": dog\n");
}

TEST(PublishedVectors, EverythingRsaPss) {
  expect_published(
      test_request(),
      R"(("date" "@method" "@path" "@query" "@authority" "content-type" "content-digest)"
      R"(" "content-length");created=1618884473;keyid="test-key-rsa-pss")",
      "bbN8oArOxYoyylQQUU6QYwrTuaxLwjAC9fbY2F6SVWvh0yBiMIRGOnMYwZ/5MR6fb0Kh1rIRASVxFkeGt683+qRpRRU5"
      "p2voTp768ZrCUb38K0fUxN0O0iC59DzYx8DFll5GmydPxSmme9v6ULbMFkl+V5B1TP/yPViV7KsLNmvKiLJH1pFkh/aY"
      "A2HXXZzNBXmIkoQoLd7YfW91kE9o/CCoC1xMy7JA1ipwvKvfrs65ldmlu9bpG6A9BmzhuzF8Eim5f8ui9eH8LZH896+Q"
      "IF61ka39VBrohr9iyMUJpvRX2Zbhl5ZJzSRxpJyoEZAFL2FUo5fTIztsDZKEgM4cUA==",
      kRsaPss, Algorithm::rsa_pss_sha512,
      std::string("\"date\": Tue, 20 Apr 2021 02:07:55 GMT\n\"@method\": POST\n\"@path\": /foo\n"
                  "\"@query\": ?param=Value&Pet=dog\n\"@authority\": example.com\n"
                  "\"content-type\": application/json\n\"content-digest\": ") +
          kRequestDigest + "\n\"content-length\": 18\n");
}

TEST(PublishedVectors, ResponseEcdsa) {
  const std::string digest =
      "sha-512=:"
      "mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU0rjJuahq4l5aGgf"
      "LQ==:";
  const std::string input =
      R"(("@status" "content-type" "content-digest" "content-length");created=161888447)"
      R"(3;keyid="test-key-ecc-p256")";
  const std::string signature =
      "sig=:wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCdlYUEkLIj+32oiasw="
      "=:";
  const std::string inputs = "sig=" + input;
  const http::Header fields[] = {{"Content-Type", "application/json"},
                                 {"Content-Digest", digest},
                                 {"Content-Length", "23"},
                                 {"Signature-Input", inputs},
                                 {"Signature", signature}};
  const Message message{
      .method = "", .authority = "", .target = "", .fields = fields, .status = 200};
  const auto signatures = signatures_of(message);
  ASSERT_TRUE(signatures) << signatures.error();
  EXPECT_EQ(*signature_base(message, signatures->front().covered),
            "\"@status\": 200\n\"content-type\": application/json\n\"content-digest\": " + digest +
                "\n\"content-length\": 23\n\"@signature-params\": " + input);
  EXPECT_TRUE(verify(message, signatures->front(), key_of(kP256), Algorithm::ecdsa_p256_sha256));
}

TEST(PublishedVectors, Hmac) {
  expect_published(
      test_request(),
      R"(("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret")",
      "pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=", kSecret, Algorithm::hmac_sha256,
      "\"date\": Tue, 20 Apr 2021 02:07:55 GMT\n\"@authority\": example.com\n"
      "\"content-type\": application/json\n");
}

TEST(PublishedVectors, Ed25519) {
  expect_published(
      test_request(),
      R"(("date" "@method" "@path" "@authority" "content-type" "content-length");create)"
      R"(d=1618884473;keyid="test-key-ed25519")",
      "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==",
      kEd25519, Algorithm::ed25519,
      "\"date\": Tue, 20 Apr 2021 02:07:55 GMT\n\"@method\": POST\n\"@path\": /foo\n"
      "\"@authority\": example.com\n\"content-type\": application/json\n\"content-length\": 18\n");
}

constexpr const char* kTransformInput =
    R"(transform=("@method" "@path" "@authority" "accept");created=1618884473;keyid=")"
    R"(test-key-ed25519")";
constexpr const char* kTransformSignature =
    "transform=:ZT1kooQsEHpZ0I1IjCqtQppOmIqlJPeo7DHR3SoMn0s5JZ1eRGS0A+vyYP9t/LXlh5QMFFQ6cpLt2m0pmj3"
    "NDA==:";

bool still_holds(OwnedRequest request) {
  request.fields.emplace_back("Signature-Input", kTransformInput);
  request.fields.emplace_back("Signature", kTransformSignature);
  const auto message = request.message();
  const auto signatures = signatures_of(message);
  return signatures &&
         verify(message, signatures->front(), key_of(kEd25519), Algorithm::ed25519).has_value();
}

// B.4: what may be changed on the way, and what not.
TEST(PublishedVectors, Transformations) {
  OwnedRequest request;
  request.method = "GET";
  request.authority = "example.org";
  request.target = "/demo?name1=Value1&Name2=value2";
  request.fields = {{"Host", "example.org"},
                    {"Date", "Fri, 15 Jul 2022 14:24:55 GMT"},
                    {"Accept", "application/json"},
                    {"Accept", "*/*"}};
  EXPECT_TRUE(still_holds(request));
  auto changed = request;
  changed.target += "&param=added";
  changed.fields.emplace_back("Accept-Language", "en-US,en;q=0.5");
  EXPECT_TRUE(still_holds(changed));
  changed = request;
  changed.fields = {{"Host", "example.org"}, {"Accept", "application/json, */*"}};
  EXPECT_TRUE(still_holds(changed));
  changed = request;
  changed.fields = {{"Accept", "application/json"}, {"ACCEPT", " */*\t"}, {"Host", "example.org"}};
  EXPECT_TRUE(still_holds(changed));
  changed = request;
  changed.method = "POST";
  changed.authority = "example.com";
  EXPECT_FALSE(still_holds(changed));
  changed = request;
  std::swap(changed.fields[2], changed.fields[3]);
  EXPECT_FALSE(still_holds(changed));
}

}  // namespace
}  // namespace sangam::message_signatures
