#include "kernel/gateway/cors.h"

#include <gtest/gtest.h>

namespace sangam::gateway {
namespace {

constexpr std::string_view kApp = "https://app.example";

std::shared_ptr<const TenantRules> tenant(std::int32_t number, std::vector<std::string> origins,
                                          bool credentials = false) {
  TenantPolicy policy;
  for (const auto& text : origins)
    EXPECT_FALSE(WebOrigin::parse(text, policy.cors_origins.emplace_back()));
  policy.cors_credentials = credentials;
  auto made = std::make_shared<TenantRules>();
  made->number = number;
  made->slug = "t" + std::to_string(number);
  made->id = "tnt_" + std::to_string(number);
  made->rules = RuleSet(policy);
  return made;
}

std::string field(const http::Response& response, std::string_view name) {
  return std::string(response.headers.find(name).value_or(""));
}

std::string allowed(const Rules& rules, const TenantRules* who, std::string_view origin) {
  http::Response response(200);
  add_cors(rules, who, origin, response);
  const auto credentials = field(response, "Access-Control-Allow-Credentials");
  return field(response, "Access-Control-Allow-Origin") + (credentials.empty() ? "" : " +");
}

class CorsTest : public ::testing::Test {
 protected:
  CorsTest() {
    set_tenant(rules_, 1, tenant(1, {std::string(kApp)}, true));
    set_tenant(rules_, 2, tenant(2, {"*"}));
    set_tenant(rules_, 3, tenant(3, {}));
  }
  Rules rules_;
};

TEST_F(CorsTest, ARepliesIsForTheOriginsOfItsTenant) {
  EXPECT_EQ(allowed(rules_, rules_.find(1), kApp), std::string(kApp) + " +");
  EXPECT_EQ(allowed(rules_, rules_.find(1), "https://evil.example"), "");
  EXPECT_EQ(allowed(rules_, rules_.find(3), kApp), "");
  EXPECT_EQ(allowed(rules_, nullptr, kApp), "");
}

TEST_F(CorsTest, AnyOriginNeverComesWithCredentials) {
  EXPECT_EQ(allowed(rules_, rules_.find(2), "https://evil.example"), "*");
  // The platform allows all, and tenant 1 this one with credentials: both hold.
  TenantPolicy everybody;
  everybody.cors_origins.emplace_back();
  rules_.platform = RuleSet(everybody);
  EXPECT_EQ(allowed(rules_, rules_.find(1), kApp), std::string(kApp) + " +");
  EXPECT_EQ(allowed(rules_, rules_.find(1), "https://evil.example"), "*");
  EXPECT_FALSE(OriginRules(everybody.cors_origins, true).credentials());
}

TEST_F(CorsTest, CachesLearnThatRepliesDiffer) {
  http::Response response(200);
  response.headers.add("Vary", "Accept");
  add_cors(rules_, nullptr, "", response);
  EXPECT_EQ(field(response, "Vary"), "Accept, Origin");
  http::Response untouched(200);
  add_cors(Rules{}, nullptr, kApp, untouched);
  EXPECT_EQ(untouched.headers.text(), "");
}

TEST_F(CorsTest, APreflightOfAnUnknownTenantMayGoOnIfAnyAllowsIt) {
  Rules rules;
  set_tenant(rules, 1, tenant(1, {std::string(kApp)}));
  EXPECT_TRUE(answer_preflight(rules, nullptr, kApp));
  EXPECT_FALSE(answer_preflight(rules, nullptr, "https://evil.example"));
  EXPECT_TRUE(answer_preflight(rules, rules.find(1), kApp));
  const auto other = tenant(5, {"https://other.example"});
  EXPECT_FALSE(answer_preflight(rules, other.get(), kApp));
  const auto response = answer_preflight(rules, nullptr, kApp);
  EXPECT_EQ(response->status, 204);
  EXPECT_EQ(field(*response, "Access-Control-Allow-Credentials"), "");
  EXPECT_EQ(field(*response, "Access-Control-Max-Age"), "600");
}

TEST_F(CorsTest, APreflightIsOneByItsMethodAndField) {
  const std::vector<http::Header> fields = {{"Origin", kApp},
                                            {"Access-Control-Request-Method", "PUT"}};
  http::RequestParts parts;
  parts.headers = fields;
  parts.method = http::Method::options;
  EXPECT_TRUE(cross_origin(http::Request(parts)).preflight);
  parts.method = http::Method::get;
  EXPECT_FALSE(cross_origin(http::Request(parts)).preflight);
  EXPECT_EQ(cross_origin(http::Request(parts)).origin, kApp);
  parts.method = http::Method::options;
  parts.headers = {};
  EXPECT_FALSE(cross_origin(http::Request(parts)).preflight);
}

}  // namespace
}  // namespace sangam::gateway
