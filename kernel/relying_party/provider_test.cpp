#include "kernel/relying_party/provider.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kernel/relying_party/authorization.h"

namespace sangam::relying_party {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view kIssuer = "https://idp.example/tenant";

std::string document(const std::string& change = "") {
  return R"({"issuer":"https://idp.example/tenant",)"
         R"("authorization_endpoint":"https://idp.example/authorize",)"
         R"("token_endpoint":"https://idp.example/token","jwks_uri":"https://idp.example/keys",)"
         R"("response_types_supported":["code","id_token"],)"
         R"("id_token_signing_alg_values_supported":["RS256"])" +
         change + "}";
}

std::string refusal(const std::string& text, std::string_view issuer = kIssuer) {
  const auto provider = read_provider(text, issuer, PlainHttp::refused);
  return provider ? "read" : provider.error();
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  return text.replace(text.find(what), what.size(), by);
}

TEST(Provider, SaysWhereThingsAre) {
  const auto provider = read_provider(document(), kIssuer, PlainHttp::refused);
  ASSERT_TRUE(provider) << provider.error();
  EXPECT_EQ(provider->token_endpoint, "https://idp.example/token");
  EXPECT_EQ(provider->authentication, ClientAuthentication::basic);
  const auto post =
      read_provider(document(R"(,"token_endpoint_auth_methods_supported":["client_secret_post"])"),
                    kIssuer, PlainHttp::refused);
  EXPECT_EQ(post->authentication, ClientAuthentication::post);
}

TEST(Provider, WhatIsWrongIsNamed) {
  EXPECT_THAT(refusal("[]"), HasSubstr("no JSON object"));
  EXPECT_THAT(refusal(document(), "https://idp.example/tenant/"), HasSubstr("another issuer"));
  EXPECT_THAT(refusal(replaced(document(), "jwks_uri", "jwks")), HasSubstr("names no jwks_uri"));
  EXPECT_THAT(refusal(replaced(document(), "https://idp.example/token", "http://idp.example/t")),
              HasSubstr("token_endpoint is no address we use. It must begin with https."));
  EXPECT_THAT(refusal(replaced(document(), "https://idp.example/keys", "file:///etc/passwd")),
              HasSubstr("jwks_uri is no address"));
  EXPECT_THAT(refusal(replaced(document(), "\"code\",", "")), HasSubstr("response type code"));
  EXPECT_THAT(refusal(replaced(document(), "RS256", "HS256")), HasSubstr("no algorithm"));
  EXPECT_THAT(refusal(replaced(document(), "RS256", "none")), HasSubstr("no algorithm"));
  EXPECT_THAT(refusal(document(R"(,"token_endpoint_auth_methods_supported":["private_key_jwt"])")),
              HasSubstr("client secrets"));
}

TEST(Provider, WhereItsDocumentIs) {
  EXPECT_EQ(discovery_url(kIssuer, PlainHttp::refused),
            "https://idp.example/tenant/.well-known/openid-configuration");
  EXPECT_EQ(discovery_url("https://idp.example/", PlainHttp::refused),
            "https://idp.example/.well-known/openid-configuration");
  EXPECT_EQ(discovery_url("http://127.0.0.1:1", PlainHttp::allowed),
            "http://127.0.0.1:1/.well-known/openid-configuration");
  for (const auto* wrong : {"", "idp.example", "http://idp.example", "https://a@b.example",
                            "https://idp.example/?a=b", "https://idp.example/#a"})
    EXPECT_FALSE(discovery_url(wrong, PlainHttp::refused)) << wrong;
}

// RFC 7636, appendix B.
TEST(Authorization, ProvesThatItIsTheSameClient) {
  EXPECT_EQ(challenge_of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

TEST(Authorization, AsksForACode) {
  const Provider provider{.authorization_endpoint = "https://idp.example/authorize?p=1"};
  const auto url =
      authorization_url(provider, {.client_id = "a&b",
                                   .redirect_uri = "https://sp.example/back?x=y",
                                   .state = "s",
                                   .nonce = "n",
                                   .verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
                                   .login_hint = "a@b.example"});
  EXPECT_EQ(url,
            "https://idp.example/authorize?p=1&response_type=code&client_id=a%26b&redirect_uri="
            "https%3A%2F%2Fsp.example%2Fback%3Fx%3Dy&scope=openid%20email%20profile&state=s&nonce=n"
            "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256"
            "&login_hint=a%40b.example");
}

}  // namespace
}  // namespace sangam::relying_party
