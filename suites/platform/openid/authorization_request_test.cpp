#include "suites/platform/openid/authorization_request.h"

#include <gtest/gtest.h>

#include "base/query.h"
#include "suites/platform/openid/oauth_error.h"

namespace sangam::suites::platform::openid {
namespace {

constexpr std::string_view kGood =
    "response_type=code&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&scope=openid&state=s"
    "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";

Client client() {
  Client client;
  client.grant_types = {GrantType::authorization_code};
  client.redirect_uris = {"https://app.example/cb"};
  client.scopes = {"a:read", "openid"};
  return client;
}

AuthorizationRequest read(std::string_view text) {
  return read_authorization(Parameters::parse(text).value(), client());
}

// The code of the error for kGood with `name` set to `value`.
std::string refusal(std::string_view name, std::string_view value) {
  auto parameters = Parameters::parse(kGood).value();
  parameters.remove(name);
  auto text = parameters.encoded();
  append_parameter(name, value, text);
  try {
    read(text);
  } catch (const OAuthError& error) {
    return error.code;
  }
  return "";
}

TEST(AuthorizationRequest, IsRead) {
  const auto request = read(std::string(kGood) + "&prompt=login%20consent&max_age=60&nonce=n");
  EXPECT_EQ(request.redirect_uri, "https://app.example/cb");
  EXPECT_EQ(request.scopes, Scopes{"openid"});
  EXPECT_EQ(request.max_age, std::chrono::seconds(60));
  EXPECT_TRUE(request.prompts_sign_in && request.prompts_consent && !request.no_prompt);
  EXPECT_EQ(request.nonce, "n");
}

TEST(AuthorizationRequest, IsTheCodeFlowWithPkce) {
  EXPECT_EQ(refusal("response_type", "token"), "unsupported_response_type");
  EXPECT_EQ(refusal("response_type", "code id_token"), "unsupported_response_type");
  EXPECT_EQ(refusal("response_type", ""), "invalid_request");
  EXPECT_EQ(refusal("code_challenge", ""), "invalid_request");
  EXPECT_EQ(refusal("code_challenge", "short"), "invalid_request");
  EXPECT_EQ(refusal("code_challenge_method", "plain"), "invalid_request");
  EXPECT_EQ(refusal("code_challenge_method", ""), "invalid_request");
  EXPECT_EQ(refusal("response_mode", "fragment"), "invalid_request");
  EXPECT_EQ(refusal("request", "e30.e30."), "request_not_supported");
}

TEST(AuthorizationRequest, AsksForWhatTheClientMay) {
  EXPECT_EQ(refusal("scope", "openid b:write"), "invalid_scope");
  EXPECT_EQ(refusal("scope", "a\"b"), "invalid_scope");
  EXPECT_EQ(refusal("redirect_uri", "https://evil.example/"), "invalid_request");
  EXPECT_EQ(refusal("prompt", "none login"), "invalid_request");
  EXPECT_EQ(refusal("prompt", "create"), "invalid_request");
  for (const auto* age : {"-1", "1e3", "x", "99999999999"})
    EXPECT_EQ(refusal("max_age", age), "invalid_request") << age;
  EXPECT_EQ(refusal("state", std::string(3'000, 'x')), "invalid_request");
  EXPECT_EQ(refusal("dpop_jkt", "x"), "invalid_request");
}

TEST(AuthorizationRequest, IsAnsweredAtItsRedirectUri) {
  EXPECT_EQ(redirect_to("https://app.example/cb", "https://op.example",
                        {{"code", "c"}, {"state", "a&b=c"}}),
            "https://app.example/cb?code=c&state=a%26b%3Dc&iss=https%3A%2F%2Fop.example");
  EXPECT_EQ(redirect_to("https://app.example/cb?x=1", "https://op.example", {{"state", ""}}),
            "https://app.example/cb?x=1&iss=https%3A%2F%2Fop.example");
}

}  // namespace
}  // namespace sangam::suites::platform::openid
